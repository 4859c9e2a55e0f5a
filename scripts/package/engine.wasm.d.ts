/** The address of the engine's file, as bundlers give it. */
declare const address: string;
export default address;
