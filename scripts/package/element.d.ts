/** Importing this defines `<credit-calculator>`. */
export {};
