// DRAFT until generated from the Rust types; every decimal is a string, every date ISO (yyyy-mm-dd).
export type Severity = "error" | "warning";
export type Fault = {
  code: string;
  severity: Severity;
  /** e.g. `features[2].inputs[0].min`, or `usage.lines[0].inputs.words` for a usage fault */
  path: string;
  /** 1-based; null where the fault is in usage, not in the book's text */
  line: number | null;
  column: number | null;
  message: string;
  fix: string;
};

export type BookView = {
  name: string;
  about: string | null;
  as_of: string;
  currency: string;
  minor_units: number;
  sources: string[];
  notes: string[];
  credit: CreditView;
  features: FeatureView[];
  offers: OfferView[];
  presets: PresetView[];
};
export type CreditView = { id: string; name: string; plural: string; step: string };
export type FeatureView = {
  id: string;
  name: string;
  group: string | null;
  about: string | null;
  formula: string;
  inputs: InputView[];
  /** ids of the plans the feature is limited to; empty: no limit */
  plans: string[];
};
export type InputView = { id: string; name: string; about: string | null; unit: string | null; kind: InputKind };
export type InputKind =
  | { number: { default: string; min: string | null; max: string | null; step: string | null } }
  | { choice: { default: string; choices: ChoiceView[] } }
  | { toggle: { default: boolean } };
export type ChoiceView = { id: string; name: string };
export type OfferKind = "plan" | "pack" | "top_up" | "pay_as_you_go" | "welcome";
export type OfferView = { id: string; name: string; about: string | null; kind: OfferKind };
export type PresetView = {
  id: string;
  name: string;
  about: string | null;
  lines: UsageLine[];
  growth: string | null;
  season: string[];
};

export type Frequency = "day" | "week" | "month" | "year";
export type UsageLine = {
  feature: string;
  /** decimals as strings, choices as their id, toggles as booleans; a missing input takes its default */
  inputs?: { [id: string]: string | boolean };
  times: string;
  per: Frequency;
  people?: string;
};
export type Usage = {
  /** first day of the horizon */
  start: string;
  /** 1 to 60; 12 when missing */
  months?: number;
  lines: UsageLine[];
  /** percent a month, e.g. "5" */
  growth?: string;
  /** twelve factors, January first, e.g. "1.2"; empty or missing: none */
  season?: string[];
  /** false: the welcome credits of the book are not given; true when missing */
  new_customer?: boolean;
};

export type Quote = {
  book: { name: string; as_of: string; currency: string };
  start: string;
  /** exclusive */
  end: string;
  months: DemandMonth[];
  lines: QuoteLine[];
  credits_total: string;
  credits_monthly_average: string;
  answer: Answer;
};
/** `end` exclusive */
export type DemandMonth = { start: string; end: string; credits: string };
export type QuoteLine = {
  feature: string;
  name: string;
  group: string | null;
  times: string;
  per: Frequency;
  people: string;
  /** credits of one use (or of the first month's total, when the feature is rated by month) */
  credits_per_use: string;
  /** uses in each month, rounded to 4 places for reading */
  uses: string[];
  /** credits in each month; their sum is `credits_total` */
  credits: string[];
  credits_total: string;
  working: Working;
};
export type Working = { text: string; shown: string; value: string; parts: Working[] };

export type Answer = { found: Found } | { impossible: Impossible } | { ran_out: { nodes: number } };
export type Impossible = {
  code: "nothing_sells_enough" | "feature_needs_plan";
  /** the first month that cannot be covered, and what it lacks */
  month: number;
  date: string;
  credits: string;
};
export type Found = {
  /** proved: nothing is cheaper. Otherwise the best possible lies between lower_bound and cost. */
  proved: boolean;
  cost: string;
  monthly_average: string;
  lower_bound: string;
  /** percent of cost, two places; "0" when proved */
  gap_percent: string;
  nodes: number;
  /** another purchase plan costs the same; this one won by fewer expired credits, purchases, or the book's order */
  tie: boolean;
  /** what to buy and what is charged, by date; the amounts sum to `cost` */
  invoice: InvoiceLine[];
  expiry: Expiry;
  baselines: Baseline[];
  alternatives: Alternative[];
  statement: Statement;
};
export type ChargeKind = "plan" | "pack" | "top_up" | "pay_as_you_go" | "overage" | "welcome";
export type InvoiceLine = {
  month: number;
  date: string;
  kind: ChargeKind;
  offer: string;
  name: string;
  /** copies of a pack; 1 for a plan's term, a top-up, or a charge */
  quantity: number;
  /** credits this line brings (a plan: in the whole term); for overage the credits charged */
  credits: string;
  /** months of a plan's term; null otherwise */
  term_months: number | null;
  amount: string;
};
export type LossCause = "expired" | "cycle_end" | "over_cap" | "lapsed";
export type Expiry = {
  losses: Loss[];
  expired_credits: string;
  expired_value: string;
  left: Left[];
  left_credits: string;
  left_value: string;
  /** cost divided by credits used, six places; null when nothing is used */
  price_per_used_credit: string | null;
};
export type Loss = {
  offer: string;
  name: string;
  granted: string;
  /** last day on which the credits can be used */
  last_usable: string;
  credits: string;
  value: string;
  cause: LossCause;
};
export type Left = { offer: string; name: string; granted: string; last_usable: string | null; credits: string; value: string };
export type Baseline = {
  kind: "pay_as_you_go" | "offer_alone";
  offer: string;
  name: string;
  /** null: this way alone cannot cover the usage */
  cost: string | null;
  saving: string | null;
  /** one place, of the baseline's cost */
  saving_percent: string | null;
};
export type Alternative = {
  offers: AlternativeOffer[];
  cost: string;
  difference: string;
  difference_percent: string;
  reasons: Reason[];
};
export type AlternativeOffer = { offer: string; name: string; quantity: number; kind: ChargeKind };
export type Reason =
  | { expires_unused: { name: string; credits: string; of: string; value: string; last_usable: string } }
  | { left_over: { credits: string; value: string } }
  | { charged_beyond: { name: string; credits: string; amount: string } }
  | { dearer_per_credit: { price: string; winner: string } }
  | { same_cost: { by: "expired" | "purchases" | "order" } };
export type Statement = {
  /** balance at the end of each day, `start` first; changes only with events and use */
  daily_balance: string[];
  events: StatementEvent[];
  months: StatementMonth[];
};
export type StatementEvent = {
  date: string;
  kind: "grant" | "loss";
  offer: string;
  name: string;
  credits: string;
  /** for grants: last usable day, null = never expires */
  last_usable: string | null;
  balance: string;
};
export type StatementMonth = {
  start: string;
  end: string;
  granted: string;
  used: string;
  lost: string;
  charged: string;
  balance: string;
  paid: string;
};

export type Opened = { ok: true; handle: number; book: BookView; warnings: Fault[] } | { ok: false; faults: Fault[] };
export type Quoted = { ok: true; quote: Quote } | { ok: false; faults: Fault[] };
