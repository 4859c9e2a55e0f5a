// Generated from the engine's types by `make types`; do not edit.
// Decimals are strings, dates ISO (yyyy-mm-dd).

/**
 * Another way to buy.
 */
export type Alternative = { 
/**
 * What it buys, in the order of the book; charges after use last.
 */
offers: Array<Bought>, 
/**
 * What it costs.
 */
cost: string, 
/**
 * How much more than the recommended purchase plan.
 */
difference: string, 
/**
 * The difference in percent of the recommended plan's cost, one place.
 */
difference_percent: string, 
/**
 * Whether it is proved to be the cheapest with these offers.
 */
proved: boolean, 
/**
 * Why it lost: what most of the difference comes from.
 */
why: Reason, };

/**
 * How to buy the credits.
 */
export type Answer = { "found": Found } | { "impossible": Impossible } | { "ran_out": { 
/**
 * Labels made.
 */
nodes: number, } };

/**
 * What happens when a customer's credits are used up.
 */
export type AtZero = "charge" | "stop" | "slow" | { "refill": Refill } | { "upgrade": { 
/**
 * Index of its offer.
 */
to: number, 
/**
 * Whether it begins, is paid and grants its credits at once; otherwise with the next month, and until then use
 * goes on for nothing.
 */
at_once: boolean, } } | "carry";

/**
 * What is scaled.
 */
export type Axis = "all" | { "line": number } | { "feature": string };

/**
 * Credits there are on the first day.
 */
export type BalanceUsage = { 
/**
 * How many, in whole steps of their type.
 */
credits: string, 
/**
 * Id of the credit type; the first when missing.
 */
type?: string, 
/**
 * First day on which they cannot be used any more, after the horizon's first; never when missing.
 */
expires?: string, 
/**
 * What was paid for them; nothing when missing.
 */
paid?: string, };

/**
 * A way of buying that a saving is measured against.
 */
export type Baseline = { 
/**
 * Which way.
 */
kind: BaselineKind, 
/**
 * The offer's id; of a ladder, the whole ladder's.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Months of a plan's term.
 */
term_months: number | null, 
/**
 * What the usage costs this way; `None` when this way alone cannot cover it.
 */
cost: string | null, 
/**
 * What the recommended purchase plan saves. Below 0 only for what is bought automatically, which is not bound to
 * the starts of months.
 */
saving: string | null, 
/**
 * The saving in percent of the baseline, one place.
 */
saving_percent: string | null, };

/**
 * The kinds of baselines.
 */
export type BaselineKind = "pay_as_you_go" | "offer_alone" | "automatic";

/**
 * What the planner found for a question.
 */
export type Best = { "found": { 
/**
 * What it comes to.
 */
outcome: Outcome, 
/**
 * No purchase plan costs less than this.
 */
lower_bound: string, 
/**
 * Whether it is proved cheapest.
 */
proved: boolean, } } | "impossible" | "ran_out";

/**
 * Free credits on top of a purchase that is large enough.
 */
export type Bonus = { 
/**
 * From so many credits on.
 */
from: string, 
/**
 * Percent of the credits bought, rounded down to the credit's step.
 */
percent: string, };

/**
 * A price book as the page shows it.
 */
export type BookView = { 
/**
 * The vendor's or product's name.
 */
name: string, 
/**
 * What the product is.
 */
about: string | null, 
/**
 * The vendor's own version of the book.
 */
version: string | null, 
/**
 * The day the prices were true.
 */
as_of: string, 
/**
 * Currency of the prices when usage names none.
 */
currency: string, 
/**
 * Every currency the book has prices in, that one first.
 */
currencies: Array<CurrencyView>, 
/**
 * Whether prices include tax.
 */
tax_included: boolean, 
/**
 * Where the prices were read.
 */
sources: Array<string>, 
/**
 * What the calculator does not compute.
 */
notes: Array<string>, 
/**
 * The credit types, at least one.
 */
credits: Array<CreditView>, 
/**
 * Kinds of seats that plans are paid for by.
 */
seats: Array<SeatView>, 
/**
 * Whether some plan goes on in a slow or free mode when its credits are used up.
 */
has_slow: boolean, 
/**
 * What costs credits.
 */
features: Array<FeatureView>, 
/**
 * What can be bought.
 */
offers: Array<OfferView>, 
/**
 * Example usage.
 */
presets: Array<PresetView>, };

/**
 * Everything bought of one offer in one way.
 */
export type Bought = { 
/**
 * The offer's id.
 */
offer: string, 
/**
 * The offer's name.
 */
name: string, 
/**
 * What is paid for.
 */
kind: ChargeKind, 
/**
 * Months of a plan's or add-on's term.
 */
term_months: number | null, 
/**
 * Copies, terms, top-ups, or months with a charge.
 */
quantity: number, 
/**
 * Credits they bring or charge, by credit type.
 */
credits: Array<string>, 
/**
 * Paid for all of it.
 */
amount: string, };

/**
 * The upper end of a range.
 */
export type Bound = { "up_to": string } | { "below": string };

/**
 * For which usage which way of buying wins.
 */
export type BreakEvenQuestion = { 
/**
 * What is scaled; all usage when missing.
 */
axis?: Axis, 
/**
 * Up to how many times the entered usage, a decimal above 0 and at most 1000; 4 when missing.
 */
most?: string, 
/**
 * Only these ways of buying alone are compared, and nothing else is asked; every way when missing.
 */
between?: Array<WayId>, };

/**
 * Which way of buying wins for which usage.
 */
export type BreakEvenView = { 
/**
 * Whether nothing is left to be computed; before that, pieces may still be cut and gaps lie between them.
 */
done: boolean, 
/**
 * Plannings made so far.
 */
calls: number, 
/**
 * Whether more usage is proved never to cost less; where it is not, nothing is exact but neighbouring amounts.
 */
rises: boolean, 
/**
 * The usage as it was entered; `None` until it was looked at.
 */
entered: Level | null, 
/**
 * The cheapest single way: one offer or plan alone, or pay as you go; from the smallest amount on.
 */
single: Array<Piece>, 
/**
 * The cheapest purchase plan of all, by the plans it subscribes to.
 */
best: Array<Piece>, };

/**
 * What a budget is for.
 */
export type BudgetPer = "month" | "horizon";

/**
 * How much usage a budget covers.
 */
export type BudgetQuestion = { 
/**
 * Money, a decimal above 0, in the currency of the usage.
 */
amount: string, 
/**
 * For how long.
 */
per: BudgetPer, 
/**
 * What is scaled; all usage when missing.
 */
axis?: Axis, };

/**
 * How much usage a budget covers.
 */
export type BudgetView = { 
/**
 * Whether nothing is left to be computed; before that, `most` is what is known to be covered so far.
 */
done: boolean, 
/**
 * Plannings made so far.
 */
calls: number, 
/**
 * Whether more usage is proved never to cost less.
 */
rises: boolean, 
/**
 * The budget for the whole horizon.
 */
budget: string, 
/**
 * The most usage covered; `None` where not even no usage is.
 */
most: Level | null, 
/**
 * The uses of each line there, in its own frequency.
 */
times: Array<string>, 
/**
 * What it costs over the horizon.
 */
cost: CostView, 
/**
 * What is left of the budget.
 */
left: string | null, 
/**
 * What is bought for it.
 */
offers: Array<Bought>, 
/**
 * Surely no more than this is covered; `None` where that is not known.
 */
at_most: Level | null, 
/**
 * What one unit more than `most` costs.
 */
one_more: CostView | null, 
/**
 * Whether `most` is the most, to the unit: one unit more is proved to cost more than the budget, or not to be had.
 */
exact: boolean, 
/**
 * What keeps it from being more.
 */
limit: Limit, };

/**
 * What decides which credits burn first, one criterion after another.
 */
export type BurnBy = "priority" | "expiry" | "free_first" | "cheapest_first" | "dearest_first" | "largest_first" | "oldest";

/**
 * A cap over a longer period for grants that come by the day or week.
 */
export type Cap = { 
/**
 * Credits granted in the period at most.
 */
credits: string, 
/**
 * The period: a week or a month.
 */
per: Every, 
/**
 * Whether credits that are lost unused do not count; only for those that come by the day and end with it.
 */
counts_used: boolean, };

/**
 * A cap on carried credits.
 */
export type Carry = { 
/**
 * How many credits of the plan may enter the next month.
 */
at_most: string | null, 
/**
 * How many credits of the plan there may be right after the next month's grant.
 */
total_at_most: string | null, 
/**
 * Percent of what a cycle leaves unused that is carried, rounded down to the credit's step.
 */
percent_of_unused: string | null, 
/**
 * Whether they stay when the plan ends.
 */
kept_after_plan: boolean, 
/**
 * Whether carried credits burn after the fresh ones.
 */
burns_last: boolean, };

/**
 * A price for credits charged after use, once a month.
 */
export type Charge = { 
/**
 * What the credits cost.
 */
price: UsePrice, 
/**
 * Percent taken off, first.
 */
discount: string, 
/**
 * The month costs at most this, after the discount.
 */
maximum: string | null, 
/**
 * The month costs at least this, after the maximum; also when nothing was charged.
 */
minimum: string | null, 
/**
 * Money spent in any case.
 */
commitment: Commitment | null, 
/**
 * Where it ends.
 */
limit: ChargeLimit | null, };

/**
 * What a payment is for.
 */
export type ChargeKind = "plan" | "add_on" | "pack" | "top_up" | "pay_as_you_go" | "overage" | "gift";

/**
 * Where charging ends and use stops.
 */
export type ChargeLimit = { "credits": string } | { "amount": string };

/**
 * Which credits a charge is for, and what they cost.
 */
export type Charging = { 
/**
 * Index of the credit type.
 */
credit: number, 
/**
 * Only for these features; `None`: for all.
 */
scope: GrantScope | null, 
/**
 * The price.
 */
charge: Charge, };

/**
 * What a choice comes to in one scenario.
 */
export type ChoiceCost = "waiting" | { "found": { 
/**
 * What it costs.
 */
cost: string, 
/**
 * Nothing that begins with the choice costs less than this.
 */
lower_bound: string, 
/**
 * Whether it is proved the cheapest that begins with the choice.
 */
proved: boolean, 
/**
 * Its cost less that of the scenario's best; less the lower bound of that where it is not proved.
 */
regret: string, 
/**
 * The regret in percent of what it is reckoned from, rounded up to one place; `None` where that is 0.
 */
regret_percent: string | null, } } | "impossible" | "ran_out";

/**
 * A choice of the first month in every scenario.
 */
export type ChoiceLine = { 
/**
 * What is bought; nothing where empty.
 */
purchases: Array<FirstPurchase>, 
/**
 * The scenarios whose best plan begins so.
 */
best_of: Array<Scenario>, 
/**
 * By scenario: what it comes to when everything after the first month adapts.
 */
costs: Array<ChoiceCost>, 
/**
 * The largest regret of all scenarios; `None` where one is not worked out, or not possible with this choice.
 */
worst_regret: string | null, 
/**
 * The largest regret in percent, rounded up to one place; `None` as before, and where the best is for nothing.
 */
worst_percent: string | null, 
/**
 * Whether every regret is exact; otherwise some are upper bounds.
 */
proved: boolean, };

/**
 * A choice.
 */
export type ChoiceView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its label.
 */
name: string, };

/**
 * Money that is spent each month in any case.
 */
export type Commitment = { 
/**
 * The month costs at least this.
 */
amount: string, 
/**
 * What exceeds it is multiplied by this.
 */
factor: string, };

/**
 * A cost beside the recommended plan's.
 */
export type Compared = { 
/**
 * The cost less the recommended plan's; below 0 where it saves.
 */
difference: string, 
/**
 * The difference in percent of the recommended plan's cost, one place.
 */
difference_percent: string, };

/**
 * What one use, or a month's total, costs in one credit type.
 */
export type Cost = { 
/**
 * Index of the credit type.
 */
credit: number, 
/**
 * The formula.
 */
formula: Formula, 
/**
 * How the credits are rounded.
 */
rounding: Rounding, };

/**
 * What something costs over the horizon.
 */
export type CostView = { 
/**
 * This is enough; `None` where nothing covers the usage, or nothing was found.
 */
cost: string | null, 
/**
 * Nothing costs less than this; `None` where nothing covers the usage.
 */
lower_bound: string | null, 
/**
 * Whether it is proved: that nothing is cheaper, or that nothing covers the usage.
 */
proved: boolean, };

/**
 * One credit type's ledger.
 */
export type CreditLedger = { 
/**
 * Id of the credit type.
 */
credit: string, 
/**
 * Balance at the end of each day of the horizon.
 */
daily_balance: Array<string>, 
/**
 * Grants and losses, by day.
 */
events: Array<StatementEvent>, 
/**
 * The months.
 */
months: Array<CreditMonth>, 
/**
 * Credits lost when the horizon ends, which belong to no month.
 */
closing_lost: string, 
/**
 * Where the credits went: bought from an offer, used by a feature's stream.
 */
uses: Array<UseView>, };

/**
 * One credit type in one month.
 */
export type CreditMonth = { 
/**
 * Credits granted.
 */
granted: string, 
/**
 * Credits used out of the balance.
 */
used: string, 
/**
 * Credits that paid for use on credit earlier.
 */
repaid: string, 
/**
 * Credits lost.
 */
lost: string, 
/**
 * Credits charged after use.
 */
charged: string, 
/**
 * Credits used on credit.
 */
carried: string, 
/**
 * Credits' worth of use in a slow or free mode.
 */
slow: string, 
/**
 * Credits nothing covers.
 */
blocked: string, 
/**
 * Balance after the grants of its first day.
 */
opening: string, 
/**
 * Balance when it is over.
 */
balance: string, };

/**
 * A credit type.
 */
export type CreditView = { 
/**
 * Its id.
 */
id: string, 
/**
 * One of them.
 */
name: string, 
/**
 * Several of them.
 */
plural: string, 
/**
 * The smallest part counted.
 */
step: string, 
/**
 * Money one of them stands for, as the vendor says.
 */
worth: string | null, };

/**
 * A currency.
 */
export type CurrencyView = { 
/**
 * Its code.
 */
code: string, 
/**
 * Its decimals.
 */
minor_units: number, };

/**
 * One amount of usage.
 */
export type CurvePoint = { 
/**
 * How much.
 */
level: Level, 
/**
 * Whether it is the usage as it was entered.
 */
entered: boolean, 
/**
 * What it costs at best.
 */
best: CostView, 
/**
 * What is bought for that, in short; empty where nothing is.
 */
offers: Array<Bought>, 
/**
 * What it costs with each way of buying alone.
 */
alone: Array<CostView>, };

/**
 * What usage costs from nothing to several times the entered one.
 */
export type CurveQuestion = { 
/**
 * What is scaled; all usage when missing.
 */
axis?: Axis, 
/**
 * Points evenly apart, 2 to 500, the entered usage apart; 50 when missing.
 */
points?: number, 
/**
 * Up to how many times the entered usage, a decimal above 0 and at most 1000; 4 when missing.
 */
most?: string, };

/**
 * The curve.
 */
export type CurveView = { 
/**
 * Whether every point is computed, and computed again where it was worth it.
 */
done: boolean, 
/**
 * Plannings made so far.
 */
calls: number, 
/**
 * Whether more usage is proved never to cost less; then no cost of the curve falls.
 */
rises: boolean, 
/**
 * The ways of buying alone, in the order in which points have their costs.
 */
ways: Array<WayView>, 
/**
 * The points computed so far, by rising usage.
 */
points: Array<CurvePoint>, };

/**
 * When a customer's months begin.
 */
export type Cycle = "purchase" | "calendar";

/**
 * Credits of one month.
 */
export type DemandMonth = { 
/**
 * First day.
 */
start: string, 
/**
 * First day after it.
 */
end: string, 
/**
 * Credits used, by credit type.
 */
credits: Array<string>, };

/**
 * The kinds of events.
 */
export type EventKind = "grant" | "loss";

/**
 * An amount of one credit type.
 */
export type EventsAmount = { 
/**
 * Id of the type.
 */
credit: string, 
/**
 * How many.
 */
credits: string, };

/**
 * Every event rounded up to a coarser step than the price book's.
 */
export type EventsCoarser = { 
/**
 * The step.
 */
step: string, 
/**
 * Credits of all events.
 */
each: string, 
/**
 * Credits more than the months' totals.
 */
added: string, 
/**
 * The same in percent of these, rounded to two places; `None` of nothing.
 */
percent: string | null, };

/**
 * A column and what it means.
 */
export type EventsColumn = { 
/**
 * Its place, from 0.
 */
column: number, 
/**
 * What it says.
 */
says: EventsSaying, 
/**
 * What its numbers are multiplied by, exactly: a decimal such as `0.001`, or a fraction such as `1/60`; 1 when
 * missing.
 */
factor?: string, };

/**
 * What a column looks like.
 */
export type EventsColumnLook = { 
/**
 * Its name; empty without one.
 */
name: string, 
/**
 * The form in which most of its cells are times.
 */
time: TimeForm | null, 
/**
 * Whether most of its cells are numbers.
 */
number: boolean, 
/**
 * Whether they are numbers with a comma for the point.
 */
decimal_comma: boolean, };

/**
 * Credits of one type.
 */
export type EventsCredits = { 
/**
 * Id of the type.
 */
credit: string, 
/**
 * Credits of all events, rounded as the price book says.
 */
total: string, 
/**
 * What it makes of it to round each event; `None` where the price book's rates are all applied to a month's total,
 * or the unrounded sum has too many digits.
 */
rounding: EventsRounding | null, };

/**
 * A row that cannot be read.
 */
export type EventsFault = { 
/**
 * Stable name in snake_case.
 */
code: string, 
/**
 * The line of the file the row begins on, from 1.
 */
line: number, 
/**
 * The column's name, or its number from 1 where there are no names; `None` for the whole row.
 */
column: string | null, 
/**
 * What is wrong, in one sentence without a full stop.
 */
message: string, 
/**
 * What to write or choose instead, in one sentence without a full stop.
 */
fix: string, };

/**
 * Rows that cannot be read for one reason.
 */
export type EventsFaultCount = { 
/**
 * The faults' code.
 */
code: string, 
/**
 * How many rows.
 */
rows: number, };

/**
 * Events of one feature.
 */
export type EventsFeature = { 
/**
 * Its id.
 */
feature: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many events.
 */
events: number, 
/**
 * How many of them are not charged because they failed.
 */
failed: number, 
/**
 * How many are charged, free uses taken off.
 */
charged: string, 
/**
 * Whether its rate is applied to a month's total.
 */
by_month: boolean, 
/**
 * Credits by type, of the types it costs.
 */
credits: Array<EventsAmount>, };

/**
 * What the columns of a file of events mean.
 */
export type EventsMapping = { 
/**
 * The one character between cells: a comma, a semicolon, a tab or `|`.
 */
delimiter: string, 
/**
 * Whether the first row names the columns.
 */
header: boolean, 
/**
 * The columns that mean something, each once.
 */
columns: Array<EventsColumn>, 
/**
 * Id of the one feature of all events, where no column says it.
 */
feature?: string, 
/**
 * How times are written; as `2026-11-01` when missing.
 */
time?: TimeForm, 
/**
 * The day of all events where no column says it, ISO: it decides which rate holds.
 */
day: string, 
/**
 * Whether numbers are written with a comma for the point; no when missing.
 */
decimal_comma?: boolean, 
/**
 * What names in the file mean that are neither an id nor a name of the price book.
 */
names?: Array<EventsName>, 
/**
 * Values of the inputs that no column says, by feature; the price book's defaults when missing.
 */
inputs?: { [key in string]: { [key in string]: InputValue } }, 
/**
 * Id of the plan or of its family whose customers' prices are shown; of the first allowed when missing.
 */
plan?: string, };

/**
 * Events of one month, or of one day.
 */
export type EventsMonth = { 
/**
 * Its first day.
 */
start: string, 
/**
 * How many events.
 */
events: number, 
/**
 * Credits by type, in the order of `EventsView.credits`; of a day rounded for reading where the book rounds months.
 */
credits: Array<string>, };

/**
 * What a name in the file means.
 */
export type EventsName = { 
/**
 * Id of the input whose choice it names; a feature's name when missing.
 */
input?: string, 
/**
 * The name in the file.
 */
name: string, 
/**
 * Id of the feature or choice it means.
 */
means: string, };

/**
 * A first look at a file of events.
 */
export type EventsPreview = { 
/**
 * The character between cells.
 */
delimiter: string, 
/**
 * Whether the first row seems to name the columns.
 */
header: boolean, 
/**
 * The columns.
 */
columns: Array<EventsColumnLook>, 
/**
 * The first rows, that with the names included; long cells are cut.
 */
rows: Array<Array<string>>, };

/**
 * What it costs to round each event rather than the total of a month; of events whose rate is applied to each use.
 */
export type EventsRounding = { 
/**
 * What the price book does: `true` where every feature of these events rounds each, `false` where none does,
 * `None` where they differ.
 */
rounds_each: boolean | null, 
/**
 * Each event rounded to the price book's step.
 */
each: string, 
/**
 * The total of each month rounded to it.
 */
together: string, 
/**
 * `each − together`.
 */
added: string, 
/**
 * The same in percent of `together`, rounded to two places; `None` of nothing.
 */
percent: string | null, 
/**
 * The same with each event rounded up to a coarser step.
 */
coarser: Array<EventsCoarser>, };

/**
 * What a column says of an event.
 */
export type EventsSaying = "time" | "feature" | "success" | { "input": string };

/**
 * A name in the file that the price book does not know.
 */
export type EventsUnknown = { 
/**
 * Id of the input whose choice it should name; `None` for a feature's name.
 */
input: string | null, 
/**
 * The name.
 */
name: string, 
/**
 * How many rows have it.
 */
rows: number, };

/**
 * What a file of events comes to.
 */
export type EventsView = { 
/**
 * Rows read, without the one that names the columns.
 */
rows: number, 
/**
 * Rows that are events.
 */
events: number, 
/**
 * Rows that cannot be read; they are in no sum.
 */
unread: number, 
/**
 * The first of them.
 */
faults: Array<EventsFault>, 
/**
 * All of them by their codes, the most frequent first.
 */
fault_counts: Array<EventsFaultCount>, 
/**
 * Names that the price book does not know, the most frequent first.
 */
unknown: Array<EventsUnknown>, 
/**
 * Whether a column says when they were.
 */
is_dated: boolean, 
/**
 * The earliest day; `None` without events.
 */
first: string | null, 
/**
 * The latest day.
 */
last: string | null, 
/**
 * Days from the first to the last, both counted; 1 where no column says when they were.
 */
days: number, 
/**
 * Id of the family of plans whose prices are shown, or `none`; `None` where the plan does not matter.
 */
plan: string | null, 
/**
 * Credits by type, of the types that the events cost.
 */
credits: Array<EventsCredits>, 
/**
 * By feature, in the book's order.
 */
features: Array<EventsFeature>, 
/**
 * By calendar month.
 */
months: Array<EventsMonth>, 
/**
 * By day; `None` where a rate is applied to a month's total.
 */
by_day: Array<EventsMonth> | null, 
/**
 * The events as usage; `None` where there are none.
 */
measured: MeasuredUsage | null, };

/**
 * How often a plan grants.
 */
export type Every = "once" | "term" | "month" | { "week": number | null } | "day";

/**
 * What expires and what is left.
 */
export type Expiry = { 
/**
 * Credits lost inside the horizon, by day.
 */
losses: Array<LossLine>, 
/**
 * Their sums, by credit type.
 */
expired_credits: Array<string>, 
/**
 * What was paid for them.
 */
expired_value: string, 
/**
 * Credits left when the horizon ends.
 */
left: Array<LeftLine>, 
/**
 * Their sums, by credit type.
 */
left_credits: Array<string>, 
/**
 * What was paid for them.
 */
left_value: string, 
/**
 * Cost for one credit used, six places; `None` when nothing is used, or several types are.
 */
price_per_used_credit: string | null, };

/**
 * Whether the day on which credits expire can still be used.
 */
export type ExpiryDay = "unusable" | "usable";

/**
 * Which rules to compare.
 */
export type ExpiryPolicyQuestion = { 
/**
 * These; the usual ones that the book has credits for when missing.
 */
rules?: Array<Rule>, };

/**
 * The rules compared, as far as they are worked out.
 */
export type ExpiryPolicyView = { 
/**
 * What the usage comes to as the book is published; `None`: not yet worked out.
 */
published: Best | null, 
/**
 * One a rule.
 */
rules: Array<RuleLine>, 
/**
 * Whether all is worked out.
 */
done: boolean, };

/**
 * One finding: what is wrong, where, and how to mend it.
 */
export type Fault = { 
/**
 * Stable name in snake_case; programs may match on it.
 */
code: string, 
/**
 * Whether the book or usage can still be used.
 */
severity: Severity, 
/**
 * Where, e.g. `features[2].inputs[0].min` or `usage.lines[0].inputs.words`.
 */
path: string, 
/**
 * Line in the price book's text, 1-based; `None` for usage.
 */
line: number | null, 
/**
 * Column in that line in characters, 1-based; `None` for usage.
 */
column: number | null, 
/**
 * What is wrong, in one sentence without a full stop.
 */
message: string, 
/**
 * What to write instead, in one sentence without a full stop.
 */
fix: string, };

/**
 * How a feature's credits are counted.
 */
export type FeatureRules = { 
/**
 * Its formulas, by rising day.
 */
rates: Array<Rate>, 
/**
 * What the formulas are applied to.
 */
applies: RateScope, 
/**
 * Whether each use is rounded, or the month.
 */
rounds: RateScope, 
/**
 * Whether its credits depend on the plan.
 */
depends_on_plan: boolean, 
/**
 * One charged use a month with every input as it is when nothing is said, in the first month of the rates; `None` where
 * such a use is a fault.
 */
example: QuoteLine | null, 
/**
 * Name of the plan the example is of; `None`: without a plan.
 */
example_plan: string | null, };

/**
 * A feature.
 */
export type FeatureView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Heading under which it stands.
 */
group: string | null, 
/**
 * What it is.
 */
about: string | null, 
/**
 * What its credits are computed by.
 */
rates: Array<RateView>, 
/**
 * Whether only successful uses are charged.
 */
only_success: boolean, 
/**
 * Uses a month that cost nothing.
 */
free_uses: string, 
/**
 * What its cost depends on.
 */
inputs: Array<InputView>, 
/**
 * Names of the plans it is limited to; empty: all customers.
 */
plans: Array<string>, };

/**
 * Added to the price of each purchase.
 */
export type Fee = { 
/**
 * Percent of the price.
 */
percent: string, 
/**
 * At least this; due whenever the price is above 0.
 */
at_least: string, };

/**
 * What a first month shorter than a calendar month costs and grants.
 */
export type FirstMonth = "full" | "by_days" | "by_seconds";

/**
 * A purchase of the first month.
 */
export type FirstPurchase = { 
/**
 * The offer's id.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its kind.
 */
kind: OfferKind, 
/**
 * Months of a plan's or add-on's term.
 */
term_months: number | null, 
/**
 * Copies of a pack or add-on; 1 otherwise.
 */
quantity: number, 
/**
 * Credits of a top-up, bonus apart.
 */
credits: string | null, };

/**
 * A parsed formula with its text. Parsed means well formed; whether its names mean anything is
 * [`check`](crate::rate::check())'s question.
 */
export type Formula = { text: string, root: FormulaNode, };

/**
 * One named input given to a called feature.
 */
export type FormulaArgument = { name: FormulaName, node: FormulaNode, };

export type FormulaComparison = "less" | "at_most" | "greater" | "at_least" | "equal" | "different";

export type FormulaFunction = "min" | "max" | "clamp" | "abs" | "ceil" | "floor" | "round" | "round_even" | "blocks";

/**
 * Sums, products and chains of `and` keep all their operands side by side, so that a long sum is wide, not high.
 */
export type FormulaKind = { "number": string } | { "text": string } | { "input": string } | { "negate": FormulaNode } | { "not": FormulaNode } | { "sum": Array<FormulaTerm> } | { "product": Array<FormulaTerm> } | { "compare": [FormulaComparison, [FormulaNode, FormulaNode]] } | { "all": Array<FormulaNode> } | { "any": Array<FormulaNode> } | { "if": [FormulaNode, FormulaNode, FormulaNode] } | { "call": [FormulaFunction, Array<FormulaNode>] } | { "lookup": [string, Array<FormulaNode>] } | { "tiered": [FormulaScheme, FormulaNode, FormulaName] } | { "feature": [string, Array<FormulaArgument>] };

/**
 * A name that is not a value by itself, and where it stands.
 */
export type FormulaName = { text: string, };

export type FormulaNode = { kind: FormulaKind, };

/**
 * A tier table applied slice by slice, or as a whole.
 */
export type FormulaScheme = "graduated" | "volume";

/**
 * One operand of a sum or product.
 */
export type FormulaTerm = { 
/**
 * Subtracted, or divided by.
 */
inverse: boolean, node: FormulaNode, };

/**
 * A purchase plan with everything known of it.
 */
export type Found = { 
/**
 * Whether nothing is cheaper; otherwise the cheapest lies between `lower_bound` and `cost`.
 */
proved: boolean, 
/**
 * Paid over the horizon: the sum of the invoice.
 */
cost: string, 
/**
 * The same by month, on average, rounded to the minor unit.
 */
monthly_average: string, 
/**
 * Nothing costs less than this.
 */
lower_bound: string, 
/**
 * How far the cost may be above the cheapest, in percent of it, two places.
 */
gap_percent: string, 
/**
 * Labels the planner made.
 */
nodes: number, 
/**
 * What of the book the planner did not try out in full, in the book's words; only where it is not proved.
 */
gaps: Array<string>, 
/**
 * Whether another purchase plan costs the same.
 */
tie: boolean, 
/**
 * Credits' worth of use that goes on in a slow or free mode, by credit type.
 */
slow: Array<string>, 
/**
 * Credits nothing covers, so that use stops there, by credit type; only of purchases that were given.
 */
blocked: Array<string>, 
/**
 * Credits used on credit and not paid for when the horizon ends, by credit type; only of purchases that were given.
 */
owed: Array<string>, 
/**
 * The purchases summed up by offer; their amounts sum to `cost`.
 */
purchases: Array<Bought>, 
/**
 * Everything paid, in the order of payment; the amounts sum to `cost`.
 */
invoice: Array<InvoiceLine>, 
/**
 * What expires and what is left.
 */
expiry: Expiry, 
/**
 * What the cost is compared with.
 */
baselines: Array<Baseline>, 
/**
 * What else could be bought.
 */
alternatives: Array<Alternative>, 
/**
 * The ledger.
 */
statement: StatementView, };

/**
 * What "times" counts by.
 */
export type Frequency = "day" | "week" | "month" | "year";

/**
 * Credits given at an instant.
 */
export type Grant = { 
/**
 * Index of the credit type.
 */
credit: number, 
/**
 * How many.
 */
measure: Measure, 
/**
 * For how many people.
 */
per_seat: PerSeat, 
/**
 * Whether each person's credits are that person's own.
 */
private: boolean, 
/**
 * How often.
 */
every: Every, 
/**
 * Only with these terms of the plan, in months; empty: with every term.
 */
terms: Array<number>, 
/**
 * Only on days inside.
 */
window: Window, 
/**
 * A cap over a longer period.
 */
cap: Cap | null, 
/**
 * The balance of the type is never lifted above this by the grant.
 */
balance_at_most: string | null, 
/**
 * When they expire.
 */
lifetime: Lifetime, 
/**
 * Smaller burns first.
 */
priority: number, 
/**
 * What becomes of them while no fitting plan is active: the plan's own family for a plan's grants, the add-on itself
 * for an add-on's, a plan of the offer's `requires` otherwise (any plan where that is empty).
 */
without_plan: WithoutPlan, 
/**
 * How a plan's unused credits are carried; `None` for other grants and where they are not.
 */
carry: Carry | null, 
/**
 * What they may be used for; `None`: everything of their type.
 */
scope: GrantScope | null, 
/**
 * Whether they are a gift: worth nothing, burnt as free credits.
 */
bonus: boolean, };

/**
 * Which features credits may be used for.
 */
export type GrantScope = { 
/**
 * Indices of the features, rising.
 */
features: Array<number>, };

/**
 * Why nothing covers the usage.
 */
export type Impossible = { 
/**
 * What is missing.
 */
code: ImpossibleCode, 
/**
 * The first month that cannot be covered, from 1.
 */
month: number, 
/**
 * Its first day.
 */
date: string, 
/**
 * Id of the credit type that is short; `None` where the usage is not to be had at all.
 */
credit: string | null, 
/**
 * Credits that nothing sells there; 0 where the usage is not to be had at all.
 */
credits: string, };

/**
 * What is missing.
 */
export type ImpossibleCode = "nothing_sells_enough" | "feature_needs_plan";

/**
 * Which values an input takes.
 */
export type InputKindView = { "number": { 
/**
 * When usage names none; the typical value where it varies.
 */
default: string, 
/**
 * Lowest value expected, where nobody knows it beforehand.
 */
low: string | null, 
/**
 * Highest value expected, where nobody knows it beforehand.
 */
high: string | null, 
/**
 * Smallest allowed.
 */
min: string | null, 
/**
 * Largest allowed.
 */
max: string | null, 
/**
 * Step of a slider.
 */
step: string | null, } } | { "choice": { 
/**
 * Id of the choice when usage names none.
 */
default: string, 
/**
 * The choices.
 */
choices: Array<ChoiceView>, } } | { "toggle": { 
/**
 * When usage names none.
 */
default: boolean, } };

/**
 * A number nobody knows beforehand.
 */
export type InputRange = { 
/**
 * The lowest expected.
 */
low: string, 
/**
 * What is reckoned with.
 */
typical: string, 
/**
 * The highest expected.
 */
high: string, };

/**
 * An input's value: a toggle, a number or a choice's id as text, or a number nobody knows beforehand.
 */
export type InputValue = boolean | string | InputRange;

/**
 * An input.
 */
export type InputView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it means.
 */
about: string | null, 
/**
 * Unit of a number, singular.
 */
unit: string | null, 
/**
 * Which values it takes.
 */
kind: InputKindView, };

/**
 * One payment.
 */
export type InvoiceLine = { 
/**
 * Month of the horizon, from 1.
 */
month: number, 
/**
 * The day.
 */
date: string, 
/**
 * What for.
 */
kind: ChargeKind, 
/**
 * The offer's id.
 */
offer: string, 
/**
 * The offer's name.
 */
name: string, 
/**
 * Copies of a pack or add-on; 1 otherwise.
 */
quantity: number, 
/**
 * Credits it brings over its whole term, or that it charges; by credit type.
 */
credits: Array<string>, 
/**
 * Months of a plan's or add-on's term.
 */
term_months: number | null, 
/**
 * Paid, the fee included.
 */
amount: string, 
/**
 * The fee in it.
 */
fee: string, 
/**
 * Whether it was bought by itself when credits ran out.
 */
automatic: boolean, };

/**
 * What leads to a row in one dimension.
 */
export type Key = { "choice": string } | { "range": { 
/**
 * Its place in its list, counted from 0.
 */
place: number, 
/**
 * Where it ends; `None` for the last of a list.
 */
end: Bound | null, } };

/**
 * Credits left.
 */
export type LeftLine = { 
/**
 * Id of the offer that granted them; empty for the balance at the start.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Id of the credit type.
 */
credit: string, 
/**
 * The day of the grant.
 */
granted: string, 
/**
 * Last day on which they can be used; `None`: they never expire.
 */
last_usable: string | null, 
/**
 * How many.
 */
credits: string, 
/**
 * What was paid for them, rounded to the minor unit so that the values sum to the total.
 */
value: string, };

/**
 * An amount of usage.
 */
export type Level = { 
/**
 * As a multiple of the entered usage; exact where all usage is scaled, to four places otherwise. `None` where the
 * line was entered as unused.
 */
factor: string | null, 
/**
 * Uses of the line, in its own frequency, where one line is scaled.
 */
uses: string | null, 
/**
 * Credits of all usage a month, on average over the horizon, rounded to the type's step, by credit type: those of a
 * customer without a plan, or on the first that has everything.
 */
credits: Array<string>, };

/**
 * When a grant's credits expire.
 */
export type Lifetime = "never" | "cycle" | "term" | { "months": number } | { "days": number };

/**
 * What keeps usage from being more.
 */
export type Limit = "budget" | "offers" | "numbers";

/**
 * What a line costs of one credit type.
 */
export type LineCost = { 
/**
 * Id of the credit type.
 */
credit: string, 
/**
 * Credits of one use, or of the first month for a feature rated by the month; a fraction such as `1/3` where
 * there is no decimal.
 */
credits_per_use: string, 
/**
 * Credits in each month.
 */
credits: Array<string>, 
/**
 * Their sum.
 */
credits_total: string, 
/**
 * How `credits_per_use` came about, in one line.
 */
line: string, 
/**
 * The same step by step.
 */
working: Working, };

/**
 * What took credits away.
 */
export type LossCause = "expired" | "cycle_end" | "over_cap" | "lapsed";

/**
 * Credits lost.
 */
export type LossLine = { 
/**
 * Id of the offer that granted them; empty for the balance at the start.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Id of the credit type.
 */
credit: string, 
/**
 * The day of the grant.
 */
granted: string, 
/**
 * Last day on which they can be used.
 */
last_usable: string, 
/**
 * How many.
 */
credits: string, 
/**
 * What was paid for them, rounded to the minor unit so that the values sum to the total.
 */
value: string, 
/**
 * What took them.
 */
cause: LossCause, };

/**
 * How much a grant gives.
 */
export type Measure = { "add": string } | { "refill_to": { 
/**
 * The level.
 */
level: string, 
/**
 * Whether all credits of the type count, not this grant's alone.
 */
counts_balance: boolean, } };

/**
 * What events cost of one credit type.
 */
export type MeasuredCost = { 
/**
 * Id of the credit type.
 */
type: string, 
/**
 * Id of the family of plans whose customers pay this, or `none`; missing where the plan does not matter.
 */
plan?: string, 
/**
 * How many credits, a decimal, or a fraction such as `1/3` where there is none.
 */
credits: string, };

/**
 * The sample of real events that a line was measured in.
 */
export type MeasuredIn = { 
/**
 * Events of the line in it.
 */
events: string, 
/**
 * Days that it covers.
 */
days: number, 
/**
 * How months are like it.
 */
pace: Pace, };

/**
 * Events of one feature; of one combination of its choices where its rate is applied to a month's total.
 */
export type MeasuredLine = { 
/**
 * The feature's id.
 */
feature: string, 
/**
 * How many events, a whole number above 0.
 */
events: string, 
/**
 * How many of them count: without those that failed where only successful ones are charged.
 */
counted: string, 
/**
 * What the counted events cost together, free ones included, where the rate is applied to each use.
 */
costs?: Array<MeasuredCost>, 
/**
 * The inputs where the rate is applied to a month's total: of numbers the sum over the counted events.
 */
totals?: { [key in string]: MeasuredValue }, };

/**
 * Events that really happened, as usage of the horizon's months.
 *
 * A month of the horizon has the sample's events times its share: `days of the month ÷ days` where every day is like
 * an average day of the sample, 1 where every month has the whole sample once; then growth and season. What an event
 * of a line costs is the average of the sample, so credits grow in proportion; free uses are taken off each month at
 * that average, and a rate that is applied to a month's total is applied to the month's share of the sample's totals.
 */
export type MeasuredUsage = { 
/**
 * What the sample is called, such as the name of its file.
 */
name: string, 
/**
 * Fingerprint of the text of the price book it was measured under; usage under another one is refused. Missing: it is
 * not checked.
 */
book?: string, 
/**
 * Days that it covers, 1 to 36,600.
 */
days: number, 
/**
 * How the months of the horizon are like it.
 */
pace: Pace, 
/**
 * So many times as much as the sample, a decimal of 0 or more; 1 when missing.
 */
times?: string, 
/**
 * First day of the sample, ISO; only shown.
 */
first?: string, 
/**
 * Last day of the sample, ISO; only shown.
 */
last?: string, 
/**
 * Id of the team whose events they are; needed where there are several.
 */
team?: string, 
/**
 * What was done.
 */
lines: Array<MeasuredLine>, };

/**
 * A value of an input: a toggle, or a number, a fraction or a choice's id as text.
 */
export type MeasuredValue = boolean | string;

/**
 * What a month after the 31st of January is.
 */
export type MonthEnd = "clamp" | "overflow";

/**
 * Something that can be bought.
 */
export type Offer = { 
/**
 * Its id.
 */
id: string, 
/**
 * Name for people.
 */
name: string, 
/**
 * What it is.
 */
about: string | null, 
/**
 * Index of the first offer of its family: the rungs of one ladder are a family, every other offer is its own.
 */
family: number, 
/**
 * Id of the family, as formulas and `requires` name it.
 */
family_id: string, 
/**
 * Name of the family for people.
 */
family_name: string, 
/**
 * What kind of offer it is, with its price and grants.
 */
kind: OfferRules, 
/**
 * Indices of the plans of which one must be active to buy it; empty: anybody may.
 */
requires: Array<number>, 
/**
 * How many a customer may ever buy.
 */
limit: number | null, 
/**
 * How many a customer may buy in one month.
 */
limit_per_month: number | null, 
/**
 * Days on which it can be bought.
 */
window: Window, 
/**
 * Added to each purchase of it.
 */
fee: Fee | null, 
/**
 * Whether it is sold in the book's currency at all.
 */
is_sold: boolean, };

/**
 * How an offer's kind is named in quotes.
 */
export type OfferKind = "plan" | "add_on" | "pack" | "top_up" | "pay_as_you_go" | "gift";

/**
 * The kinds of offers: one shape, filled differently.
 */
export type OfferRules = { "pack": { 
/**
 * Price of one.
 */
price: string, 
/**
 * Fewest copies of one purchase, at least 1.
 */
min: number, 
/**
 * Most copies of one purchase.
 */
max: number | null, 
/**
 * Credits of one.
 */
grants: Array<Grant>, } } | { "gift": { 
/**
 * Whether only new customers have it.
 */
only_new: boolean, 
/**
 * The credits.
 */
grants: Array<Grant>, } } | { "plan": Plan } | { "add_on": Plan } | { "top_up": TopUp } | { "pay_as_you_go": Charging };

/**
 * An offer.
 */
export type OfferView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
about: string | null, 
/**
 * What kind of offer it is.
 */
kind: OfferKind, };

/**
 * The cheapest purchase plan with another size instead of one of the recommended plan's.
 */
export type OtherSize = { 
/**
 * The recommended size, which is not bought; of a top-up the largest purchase.
 */
size: Size, 
/**
 * The one bought instead, beside the recommended plan's other offers; where those do without it, beside its plans
 * and add-ons alone or these and pay as you go.
 */
instead: Size, 
/**
 * Whether it is the next bigger one; otherwise the next smaller one.
 */
is_bigger: boolean, 
/**
 * What the usage comes to with it; `None`: not yet worked out.
 */
best: Best | null, 
/**
 * How often it is bought; 0 where it is cheaper to go without either.
 */
quantity: number, 
/**
 * Its cost beside the recommended plan's.
 */
compared: Compared | null, 
/**
 * Whether both costs are proved, so that the difference is exact: beside the recommended plan's other offers nothing
 * is cheaper.
 */
proved: boolean, };

/**
 * What purchases cost and what becomes of their credits.
 */
export type Outcome = { 
/**
 * Paid over the horizon.
 */
cost: string, 
/**
 * What is bought, summed up by offer; the amounts sum to `cost`.
 */
offers: Array<Bought>, 
/**
 * Credits lost inside the horizon, by credit type.
 */
expired_credits: Array<string>, 
/**
 * What was paid for them.
 */
expired_value: string, 
/**
 * Credits left when the horizon ends, by credit type.
 */
left_credits: Array<string>, 
/**
 * What was paid for them.
 */
left_value: string, };

/**
 * What is not known of usage.
 */
export type Over = "inputs" | { "percent": { 
/**
 * Above 0, at most 100.
 */
percent: string, } } | { "growth": { 
/**
 * The least, at most the usage's own.
 */
low: string, 
/**
 * The most, at least the usage's own.
 */
high: string, } };

/**
 * How the months of the horizon are like a sample of events.
 */
export type Pace = "each_day" | "each_month";

/**
 * How many people's worth a grant gives.
 */
export type PerSeat = "no" | "all" | { "kind": number };

/**
 * Amounts of usage with one winner.
 */
export type Piece = { 
/**
 * The smallest of them.
 */
from: Level, 
/**
 * The largest of them.
 */
to: Level, 
/**
 * Who wins.
 */
winner: Winner, 
/**
 * What it costs at the smallest.
 */
cost_from: CostView, 
/**
 * What it costs at the largest.
 */
cost_to: CostView, 
/**
 * What is bought at the smallest; only of the cheapest purchase plan of all.
 */
offers_from: Array<Bought>, 
/**
 * What is bought at the largest; only of the cheapest purchase plan of all.
 */
offers_to: Array<Bought>, 
/**
 * Whether it is proved that nothing that is compared is cheaper anywhere in the piece.
 */
exact: boolean, 
/**
 * Something else may be cheaper by so much at most somewhere in the piece; 0 where it is exact, `None` where nothing
 * is known.
 */
at_most_less: string | null, };

/**
 * Something paid for a term.
 */
export type Plan = { 
/**
 * The terms it is sold by, shortest first, with the price without seats.
 */
terms: Array<[Term, string]>, 
/**
 * Kinds of seats.
 */
seats: Array<Seat>, 
/**
 * Its credits.
 */
grants: Array<Grant>, 
/**
 * Prices of credits used beyond the balance.
 */
overage: Array<Charging>, 
/**
 * What happens when they are used up.
 */
at_zero: AtZero, };

/**
 * Example usage.
 */
export type PresetView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whose usage it is.
 */
about: string | null, 
/**
 * What is done, and how often.
 */
lines: Array<UsageLine>, 
/**
 * Percent a month.
 */
growth: string | null, 
/**
 * Twelve factors, January first; empty: none.
 */
season: Array<string>, 
/**
 * People by kind of seat; `None`: nothing said.
 */
seats: { [key in string]: string } | null, 
/**
 * Groups of people with credits of their own; `None`: everybody is one.
 */
teams: Array<TeamUsage> | null, 
/**
 * Whether a slow or free mode is good enough.
 */
slow: boolean, };

/**
 * What can be asked of usage under a price book.
 */
export type Question = "quote" | { "curve": CurveQuestion } | { "break_even": BreakEvenQuestion } | { "budget": BudgetQuestion } | { "ranges": RangesQuestion } | "sizes" | { "expiry_policy": ExpiryPolicyQuestion };

/**
 * The answer to one usage under one price book.
 */
export type Quote = { 
/**
 * The price book it is from.
 */
book: QuotedBook, 
/**
 * First day of the horizon.
 */
start: string, 
/**
 * First day after the horizon.
 */
end: string, 
/**
 * The months with their credits.
 */
months: Array<DemandMonth>, 
/**
 * One a usage line, in its order.
 */
lines: Array<QuoteLine>, 
/**
 * Credits of the whole horizon, by credit type: the sums of the lines, and of the months.
 */
credits_total: Array<string>, 
/**
 * The same by month, on average, rounded to the type's step.
 */
credits_monthly_average: Array<string>, 
/**
 * How far it has come; a quote that is asked for at once is complete.
 */
stage: Stage, 
/**
 * How to buy them.
 */
answer: Answer, 
/**
 * What the lowest and the highest of inputs nobody knows beforehand come to; `None` where all are known, and before
 * the quote is complete.
 */
range: Range | null, };

/**
 * One line of usage with its credits.
 */
export type QuoteLine = { 
/**
 * The feature's id.
 */
feature: string, 
/**
 * The feature's name.
 */
name: string, 
/**
 * Its group.
 */
group: string | null, 
/**
 * How often, as stated; the events of the sample where it was measured.
 */
times: string, 
/**
 * In which time, as stated.
 */
per: Frequency, 
/**
 * By how many people, as stated.
 */
people: string, 
/**
 * Uses in each month that are charged, rounded to four places for reading.
 */
uses: Array<string>, 
/**
 * The sample of real events it was measured in; `None` where it was estimated.
 */
measured: MeasuredIn | null, 
/**
 * What it costs, one for each credit type it costs any of, in the order of the types.
 */
costs: Array<LineCost>, };

/**
 * Which price book a quote is from.
 */
export type QuotedBook = { 
/**
 * Its name.
 */
name: string, 
/**
 * The vendor's own version of it.
 */
version: string | null, 
/**
 * The day its prices were true.
 */
as_of: string, 
/**
 * Currency of every amount.
 */
currency: string, 
/**
 * Whether amounts include tax.
 */
tax_included: boolean, };

/**
 * The lowest and the highest that usage may come to.
 */
export type Range = { 
/**
 * With the inputs that cost least.
 */
low: RangeEnd, 
/**
 * With the inputs that cost most.
 */
high: RangeEnd, };

/**
 * One end of a range.
 */
export type RangeEnd = { 
/**
 * Credits of the whole horizon for a customer without a plan, or on the first that has everything; by credit type.
 */
credits: Array<string>, 
/**
 * What they cost at best; `None` where nothing covers them, or nothing was found.
 */
cost: string | null, 
/**
 * Nothing costs less than this.
 */
lower_bound: string | null, };

/**
 * Between what usage lies.
 */
export type RangesQuestion = { 
/**
 * What is not known of it.
 */
over: Over, };

/**
 * The scenarios and choices, as far as they are worked out.
 */
export type RangesView = { 
/**
 * Low, typical and high usage.
 */
scenarios: Array<ScenarioLine>, 
/**
 * What can be bought in the first month: how the best plan of each scenario begins, each plan for each term alone,
 * and nothing. What fits no scenario is left out.
 */
choices: Array<ChoiceLine>, 
/**
 * Place of the choice recommended today, with which the best plan for typical usage begins.
 */
recommended: number | null, 
/**
 * Place of the choice with the least regret in its worst scenario; known when all is worked out, `None` where every
 * choice fails in some scenario.
 */
steadiest: number | null, 
/**
 * Whether all is worked out.
 */
done: boolean, };

/**
 * What a feature costs from a day on.
 */
export type Rate = { 
/**
 * First day it holds; `None`: from the beginning.
 */
from: string | null, 
/**
 * One cost a credit type, in the order of the types; at least one.
 */
costs: Array<Cost>, };

/**
 * What a feature's formula is applied to, and what is rounded.
 */
export type RateScope = "use" | "month";

/**
 * What a feature costs of one credit type.
 */
export type RateView = { 
/**
 * Id of the credit type.
 */
credit: string, 
/**
 * First day it holds; `None`: from the beginning.
 */
from: string | null, 
/**
 * The formula.
 */
formula: string, };

/**
 * One thing that makes a purchase plan worse than the recommended one.
 */
export type Reason = { "expires_unused": { 
/**
 * The name of the offer that granted most of them; `None`: the balance at the start.
 */
name: string | null, 
/**
 * Id of their credit type.
 */
credit: string, 
/**
 * Credits lost, of that offer and type.
 */
credits: string, 
/**
 * Credits of the type granted by that offer.
 */
of: string, 
/**
 * What was paid for those lost.
 */
value: string, 
/**
 * Last day on which the first of them can be used.
 */
last_usable: string, 
/**
 * On how many days some of them are lost.
 */
days: number, } } | { "left_over": { 
/**
 * How many, by credit type.
 */
credits: Array<string>, 
/**
 * What was paid for them.
 */
value: string, } } | { "term_beyond": { 
/**
 * The plan's name.
 */
name: string, 
/**
 * Months of its last term after the horizon.
 */
months: number, 
/**
 * Their share of the term's price.
 */
value: string, } } | { "charged_beyond": { 
/**
 * The name of the offer that charges it.
 */
name: string, 
/**
 * Credits charged, by credit type.
 */
credits: Array<string>, 
/**
 * What they cost.
 */
amount: string, } } | { "dearer_per_credit": { 
/**
 * Money paid for a credit bought, six places.
 */
price: string, 
/**
 * The same of the recommended purchase plan.
 */
winner: string, } } | { "buys_more": { 
/**
 * Credits granted and charged, by credit type.
 */
credits: Array<string>, 
/**
 * The same of the recommended purchase plan.
 */
winner: Array<string>, } } | { "pays_more": { 
/**
 * Paid for plans, add-ons, packs and top-ups.
 */
amount: string, 
/**
 * The same of the recommended purchase plan.
 */
winner: string, } } | { "same_cost": { 
/**
 * Which.
 */
by: TieRule, 
/**
 * What both cost.
 */
cost: string, 
/**
 * What the rule counts: credits that expire, purchases, or the place in the book of the first offer that differs.
 */
count: string, 
/**
 * The same of the recommended purchase plan.
 */
winner: string, } };

/**
 * Automatic purchases.
 */
export type Refill = { 
/**
 * Index of the top-up or pack bought.
 */
offer: number, 
/**
 * The balance that sets it off.
 */
at: string, 
/**
 * Whether that very balance does, or only less.
 */
inclusive: boolean, 
/**
 * How much is bought.
 */
size: RefillSize, 
/**
 * Most purchases in a month.
 */
most_per_month: number | null, 
/**
 * Most money in a month.
 */
amount_per_month: string | null, };

/**
 * How much an automatic purchase buys.
 */
export type RefillSize = "one" | "gap" | { "to": string };

/**
 * What is known so far.
 */
export type Reply = { "quote": Quote } | { "curve": CurveView } | { "break_even": BreakEvenView } | { "budget": BudgetView } | { "ranges": RangesView } | { "sizes": SizesView } | { "expiry_policy": ExpiryPolicyView };

/**
 * How to round: to which multiples, and which of two neighbours to take.
 */
export type Rounding = { mode: RoundingMode, step: string, };

/**
 * Which of the two neighbouring multiples of the step a number goes to.
 *
 * A number that is a multiple already stays what it is in every mode.
 */
export type RoundingMode = "half_away" | "half_even" | "up" | "down" | "ceil" | "floor";

/**
 * How long the book's credits live, whatever it says.
 */
export type Rule = { "bought": { 
/**
 * The months.
 */
months: number | null, } } | { "plans": { 
/**
 * The months.
 */
further_months: number | null, } };

/**
 * What a rule changes for the buyer.
 */
export type RuleLine = { 
/**
 * The rule.
 */
rule: Rule, 
/**
 * Whether the book says so already, of everything the rule is about.
 */
as_published: boolean, 
/**
 * What the usage comes to under it; `None`: not yet worked out.
 */
best: Best | null, 
/**
 * Its cost less the published one; below 0 where the rule is better for the buyer.
 */
difference: string | null, 
/**
 * The difference in percent of the published cost, one place.
 */
difference_percent: string | null, 
/**
 * Whether both costs are proved, so that the difference is exact.
 */
proved: boolean, };

/**
 * The rules of one book.
 */
export type Rules = { 
/**
 * Order in which credits burn; what it leaves tied, the oldest grant and then the book's order decide.
 */
burn_order: Array<BurnBy>, 
/**
 * Whether the day of expiry can be used.
 */
expiry_day: ExpiryDay, 
/**
 * How months are added to dates.
 */
month_end: MonthEnd, 
/**
 * When months begin.
 */
cycle: Cycle, 
/**
 * What a short first month costs and grants.
 */
first_month: FirstMonth, 
/**
 * Whether prices include tax; said in words, never computed.
 */
tax_included: boolean, };

/**
 * Every rule of a price book. Indices of credit types, features and offers count as in the book's view.
 */
export type RulesView = { 
/**
 * The rules of meaning.
 */
rules: Rules, 
/**
 * What happens to customers without a plan when their credits are used up.
 */
at_zero: AtZero, 
/**
 * One a feature.
 */
features: Array<FeatureRules>, 
/**
 * The tables that formulas look up, by name.
 */
tables: { [key in string]: Array<TableRow> }, 
/**
 * The tier tables, by name.
 */
tiers: { [key in string]: Tiers }, 
/**
 * One an offer.
 */
offers: Array<Offer>, };

/**
 * A scenario. No probability belongs to it: it is a factor that was fixed.
 */
export type Scenario = "low" | "typical" | "high";

/**
 * A scenario and what it costs at best.
 */
export type ScenarioLine = { 
/**
 * Which.
 */
scenario: Scenario, 
/**
 * Credits of the whole horizon for a customer without a plan, or on the first that has everything; by credit type.
 */
credits: Array<string>, 
/**
 * The best purchase plan for it; `None`: not yet worked out.
 */
best: Best | null, };

/**
 * One kind of seat of a plan.
 */
export type Seat = { 
/**
 * Its id.
 */
id: string, 
/**
 * Name for people.
 */
name: string, 
/**
 * Seats in the plan's own price.
 */
included: number, 
/**
 * Seats that are paid for at least.
 */
min: number, 
/**
 * Most people of the kind; the plan is not for more.
 */
max: number | null, 
/**
 * Price of one more seat for each of the plan's terms, in their order.
 */
prices: Array<string>, };

/**
 * A kind of seats.
 */
export type SeatView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

/**
 * How bad a finding is.
 */
export type Severity = "error" | "warning";

/**
 * A size credits are sold in.
 */
export type Size = { 
/**
 * Id of the pack or top-up.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Credits of one purchase of it, bonuses among them, by credit type.
 */
credits: Array<string>, };

/**
 * Other sizes, other times and other terms, as far as they are worked out.
 */
export type SizesView = { 
/**
 * The recommended purchase plan, which everything is compared with; `None`: not yet worked out.
 */
recommended: Best | null, 
/**
 * For each pack and top-up in it the next smaller and the next bigger size instead.
 */
sizes: Array<OtherSize>, 
/**
 * Its packs and top-ups bought earlier or later; `None` where it buys none.
 */
timing: Timing | null, 
/**
 * Every plan sold by the month and by the year.
 */
terms: Array<TermChoice>, 
/**
 * Whether all is worked out.
 */
done: boolean, };

/**
 * How far a quote has come.
 */
export type Stage = "checking" | "comparing" | "complete";

/**
 * A grant or a loss.
 */
export type StatementEvent = { 
/**
 * The day of the grant, or the first day without the credits.
 */
date: string, 
/**
 * Which of the two.
 */
kind: EventKind, 
/**
 * The offer's id; empty for the balance at the start.
 */
offer: string, 
/**
 * The offer's name.
 */
name: string, 
/**
 * How many credits.
 */
credits: string, 
/**
 * Last day on which they can be used; `None`: they never expire.
 */
last_usable: string | null, 
/**
 * Balance right after the event.
 */
balance: string, };

/**
 * One month; losses of its first day are its own.
 */
export type StatementMonth = { 
/**
 * First day.
 */
start: string, 
/**
 * First day after it.
 */
end: string, 
/**
 * Paid.
 */
paid: string, };

/**
 * The ledger as it is shown.
 */
export type StatementView = { 
/**
 * The credit types, in the book's order.
 */
credits: Array<CreditLedger>, 
/**
 * The months.
 */
months: Array<StatementMonth>, };

/**
 * A plan for a term.
 */
export type Subscribed = { 
/**
 * The plan's id; of a ladder, the whole ladder's.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Months of the term.
 */
term_months: number, };

/**
 * A row of a table.
 */
export type TableRow = { 
/**
 * What leads to it, one a dimension.
 */
keys: Array<Key>, 
/**
 * Its number.
 */
value: string, };

/**
 * A group of people.
 */
export type TeamUsage = { 
/**
 * Its id, for lines.
 */
id: string, 
/**
 * Its people by kind of seat.
 */
seats: { [key in string]: string }, };

/**
 * How long a plan is paid for at once, in months.
 */
export type Term = number;

/**
 * A plan sold by the month and by the year, for each horizon of 1 to 24 months of the usage.
 */
export type TermChoice = { 
/**
 * The plan's id; of a ladder, the whole ladder's.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether nothing else is bought; otherwise it alone does not cover the usage, and all packs, top-ups and pay as
 * you go are sold beside it.
 */
alone: boolean, 
/**
 * The horizons worked out so far, from one month on.
 */
months: Array<TermMonth>, 
/**
 * The first horizon, in months, at which the year is cheaper.
 */
pays_from: number | null, 
/**
 * The last of the horizons after it, one after the other, at which it still is.
 */
pays_until: number | null, 
/**
 * The most that the year costs more at a shorter horizon than the first at which it is cheaper.
 */
most_lost: string | null, };

/**
 * One horizon.
 */
export type TermMonth = { 
/**
 * Its months.
 */
months: number, 
/**
 * Cost with only the monthly term; `None` where that does not cover the usage.
 */
by_month: string | null, 
/**
 * Cost with only the yearly term, in full for each year begun; `None` where that does not cover the usage.
 */
by_year: string | null, 
/**
 * The year's cost less the months'; below 0 where the year is cheaper.
 */
difference: string | null, 
/**
 * Whether both costs are proved cheapest.
 */
proved: boolean, };

/**
 * The rules between equally cheap plans, in their order.
 */
export type TieRule = "expired" | "purchases" | "order";

/**
 * One row of a tier table.
 */
export type Tier = { 
/**
 * Where the tier ends; `None` for the last, which has no end.
 */
end: Bound | null, 
/**
 * Credits for each unit in the tier; for each started block where there is a `block`.
 */
unit: string, 
/**
 * Credits charged once when the tier is reached.
 */
flat: string, 
/**
 * Units that are charged together, above 0; `None` to charge each unit, and parts of units.
 */
block: string | null, 
/**
 * The most the tier may cost, flat fee included.
 */
at_most: string | null, };

/**
 * Whether a tier table prices each slice or the whole quantity.
 */
export type TierMode = "graduated" | "volume";

/**
 * A checked tier table: rising bounds above 0, and a last tier without end, so that every quantity has a tier.
 */
export type Tiers = { rows: Array<Tier>, flat_at_zero: boolean, };

/**
 * How times are written. The day is taken as it stands there, whatever the time zone.
 */
export type TimeForm = "iso" | "day_first" | "month_first" | "seconds" | "milliseconds";

/**
 * The same purchases at other times, replayed by the wallet.
 */
export type Timed = { 
/**
 * What they come to; `None` where an offer's rules forbid it.
 */
outcome: Outcome | null, 
/**
 * Its cost beside the recommended plan's.
 */
compared: Compared | null, 
/**
 * Credits nothing covers then, so that use stops, by credit type.
 */
blocked: Array<string>, 
/**
 * Copies and top-ups of the recommended plan that are not bought.
 */
unbought: number, };

/**
 * The recommended plan's packs and top-ups bought at other times, its plans and add-ons as they are.
 */
export type Timing = { 
/**
 * All of them in the first month.
 */
at_once: Timed, 
/**
 * Each in the first month in which the balance would run out, in the recommended order; the rest not at all.
 */
when_needed: Timed, };

/**
 * Any number of blocks between two bounds.
 */
export type TopUp = { 
/**
 * Credits of one block, above 0.
 */
block: string, 
/**
 * What they cost.
 */
price: TopUpPrice, 
/**
 * Fewest blocks of one purchase, at least 1.
 */
min_blocks: number, 
/**
 * Most blocks of one purchase.
 */
max_blocks: number | null, 
/**
 * Bonuses by rising `from`; the last one reached holds.
 */
bonuses: Array<Bonus>, 
/**
 * The grant of one block.
 */
grant: Grant, };

/**
 * What the credits of one top-up cost.
 */
export type TopUpPrice = { "block": string } | { "tiers": { 
/**
 * The table.
 */
tiers: Tiers, 
/**
 * How it applies.
 */
mode: TierMode, } };

/**
 * What the customer expects to do, from when, for how long.
 */
export type Usage = { 
/**
 * First day of the horizon, ISO.
 */
start: string, 
/**
 * Months of the horizon, 1 to 60; 12 when missing.
 */
months?: number, 
/**
 * What is done, and how often.
 */
lines: Array<UsageLine>, 
/**
 * Growth in percent a month, from the second month on.
 */
growth?: string, 
/**
 * Twelve factors by calendar month, January first; empty or missing: none.
 */
season?: Array<string>, 
/**
 * Single months, by year and month (`2027-03`): percent of what growth and season say, 0 or more; 100 where a month is
 * not named. Each is for the months of the horizon that begin in it; one outside the horizon changes nothing.
 */
single_months?: { [key in string]: string }, 
/**
 * Whether the welcome credits are given; yes when missing.
 */
new_customer?: boolean, 
/**
 * Currency to be paid in, of those the book has prices in; its main one when missing.
 */
currency?: string, 
/**
 * The plan active before the horizon, by its id or its family's; it is nothing that is paid for.
 */
plan?: string, 
/**
 * Only these plans may be bought, by their ids or their families'; no plan at all only where `none` is among them.
 * Every plan, or none, when empty or missing.
 */
plans?: Array<string>, 
/**
 * People by kind of seat; one of the first kind when missing. Not beside `teams`.
 */
seats?: { [key in string]: string }, 
/**
 * Groups of people whose own credits are used differently; everybody is one when missing.
 */
teams?: Array<TeamUsage>, 
/**
 * Whether use that goes on in a slow mode is good enough; no when missing.
 */
slow?: boolean, 
/**
 * Credits there are on the first day.
 */
balance?: Array<BalanceUsage>, 
/**
 * What real events cost, beside the lines.
 */
measured?: MeasuredUsage, };

/**
 * One feature, how often.
 */
export type UsageLine = { 
/**
 * The feature's id.
 */
feature: string, 
/**
 * Inputs by id; a missing one takes its default.
 */
inputs?: { [key in string]: InputValue }, 
/**
 * How many uses, 0 or more.
 */
times: string, 
/**
 * In which time.
 */
per: Frequency, 
/**
 * By how many people; 1 when missing.
 */
people?: string, 
/**
 * Id of the team that does it; needed where there are several.
 */
team?: string, 
/**
 * Used on so many days of each month, 1 to 31, spread over it; every day when missing.
 */
on_days?: number, 
/**
 * Percent of uses that succeed, 0 to 100; 100 when missing.
 */
success?: string, };

/**
 * What credits charged after use cost before discount, maximum and minimum.
 */
export type UsePrice = { "blocks": { 
/**
 * Credits of a block; 1 when charged by the credit.
 */
block: string, 
/**
 * Money for a block, exact; may be finer than the currency.
 */
price: string, 
/**
 * Whether a started block is charged in full.
 */
whole_blocks: boolean, } } | { "tiers": { 
/**
 * The table.
 */
tiers: Tiers, 
/**
 * How it applies.
 */
mode: TierMode, } };

/**
 * Credits of one offer used for one kind of usage.
 */
export type UseView = { 
/**
 * Id of the offer that granted them; empty for the balance at the start.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Id of a feature that stands for all that the same credits can serve.
 */
feature: string, 
/**
 * How many.
 */
credits: string, };

/**
 * A way of buying, named.
 */
export type WayId = { 
/**
 * The offer's id; of a ladder, the whole ladder's.
 */
offer: string, 
/**
 * Months of a plan's term; each of its terms when missing.
 */
term_months?: number, };

/**
 * A way of buying.
 */
export type WayView = { 
/**
 * Which kind of way.
 */
kind: BaselineKind, 
/**
 * The offer's id; of a ladder, the whole ladder's.
 */
offer: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Months of a plan's term.
 */
term_months: number | null, };

/**
 * Days in which something holds; half-open.
 */
export type Window = { 
/**
 * First day; `None`: always before.
 */
from: string | null, 
/**
 * First day after; `None`: for ever.
 */
until: string | null, };

/**
 * Who wins.
 */
export type Winner = { "alone": WayView } | { "plans": Array<Subscribed> } | "prepaid" | "pay_as_you_go" | "nothing" | "uncovered" | "not_found";

/**
 * What becomes of credits while no fitting plan is active.
 */
export type WithoutPlan = "kept" | "lost" | "frozen";

/**
 * One step of a calculation and the steps it rests on. Uses no words but those of the formula.
 */
export type Working = { 
/**
 * The step as the formula writes it, such as `blocks(seconds, 15)`; for a tier its bounds, `0–1000`.
 */
text: string, 
/**
 * The step with its values put in and its result, such as `47 ÷ 15 → 4`. `=` is exact, `→` rounds up.
 */
line: string, 
/**
 * The result: a normalised decimal, or a fraction `1/3` where there is none.
 */
value: string, 
/**
 * The steps this one rests on, in the order they were taken. Inputs, literals and comparisons are not
 * steps; they stand in the line.
 */
parts: Array<Working>, };

/** What opening a price book gives. */
export type Opened = { ok: true, handle: number, book: BookView, warnings: Array<Fault>, } | { ok: false, faults: Array<Fault>, };

/** What quoting usage gives. */
export type Quoted = { ok: true, quote: Quote, } | { ok: false, faults: Array<Fault>, };

/** What reading the rules of a price book gives. */
export type Read = { ok: true, rules: RulesView, } | { ok: false, faults: Array<Fault>, };

/** What starting to answer a question gives. */
export type Started = { ok: true, task: number, } | { ok: false, faults: Array<Fault>, };

/** What a step of it gives; `reply` is null as long as nothing is known. */
export type Stepped = { ok: true, done: boolean, reply: Reply | null, } | { ok: false, faults: Array<Fault>, };

/** What a first look at a file of events gives. */
export type EventsPreviewed = { ok: true, preview: EventsPreview, } | { ok: false, faults: Array<Fault>, };

/** What beginning to read a file of events gives. */
export type EventsOpened = { ok: true, events: number, } | { ok: false, faults: Array<Fault>, };

/** What reading more of it gives: rows read so far, and those of them that cannot be read. */
export type EventsPushed = { ok: true, rows: number, unread: number, } | { ok: false, faults: Array<Fault>, };

/** What all of it comes to. */
export type EventsFinished = { ok: true, events: EventsView, } | { ok: false, faults: Array<Fault>, };
