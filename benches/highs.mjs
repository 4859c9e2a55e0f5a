// The planner's core beside HiGHS compiled to WebAssembly (npm `highs`), on problems drawn anew, in one run.
//
//   node benches/highs.mjs [seed] [seconds for HiGHS] [share of the problems, in percent]
//
// Times are processor time, so that other work on the machine counts little; but HiGHS' limit is by the clock.
// Builds the benchmark and the core's wasm (see `benches/planner/wasm.rs`), draws problems, and solves each with the core
// natively and in wasm, in an instance of its own that is first cold and then warm, and with HiGHS by two formulations.
// Exits 1 if two proved optima differ, or one finds what another proved impossible.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import highsLoader from 'highs';

const [seed = '777', limit = '20', share = '100'] = process.argv.slice(2);
// By class: problems, seconds for the core, and those for HiGHS if they are to be the same.
const classes = {
  P12: { count: 25, own: 2 },
  S12: { count: 14, own: 2 },
  P36: { count: 6, own: 1 },
  S36: { count: 4, own: 5 },
  X60: { count: 3, own: 10, alike: true },
};
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });

const folder = mkdtempSync(join(tmpdir(), 'planner-'));
run(
  'cargo',
  'build',
  '--profile',
  'bench',
  '--target',
  'wasm32-unknown-unknown',
  '--features',
  'wasm',
  '--example',
  'planner-wasm',
);
run(
  'wasm-bindgen',
  '--target',
  'nodejs',
  '--out-dir',
  folder,
  `${target}/wasm32-unknown-unknown/release/examples/planner_wasm.wasm`,
);
const require = createRequire(import.meta.url);
const script = join(folder, 'planner_wasm.js');

// The module anew, with a memory of its own.
function instance() {
  delete require.cache[require.resolve(script)];
  return require(script);
}

// Solves with the core in wasm: times in seconds, costs, bound.
function solve(core, text, most) {
  const began = now();
  const solving = new core.Solving(text);
  solving.first();
  const first = seconds(began);
  const [firstCost] = solving.answer();
  while (!solving.run(20_000) && seconds(began) < most);
  const time = seconds(began);
  const [cost, lower, proved] = solving.answer();
  solving.free();
  return {
    first,
    firstCost: Number(firstCost),
    time,
    cost: Number(cost),
    lower: Number(lower),
    proved: proved === 1n,
  };
}

// A linear program in HiGHS' text form.
class Program {
  objective = [];
  rows = [];
  bounds = [];
  integers = [];
  variable(name, cost = 0, { integer = false, most } = {}) {
    if (cost) this.objective.push(`+ ${cost} ${name}`);
    if (most !== undefined) this.bounds.push(`0 <= ${name} <= ${most}`);
    if (integer) this.integers.push(name);
    return name;
  }
  // terms: [coefficient, variable]; relation: "<=", ">=" or "=".
  row(terms, relation, right) {
    const left = terms
      .filter(([factor]) => factor !== 0)
      .map(([factor, name]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`);
    if (left.length > 0) this.rows.push(`${left.join(' ')} ${relation} ${right}`);
  }
  text() {
    const rows = this.rows.map((row, index) => ` r${index}: ${row}`);
    return [
      'Minimize',
      ` obj: ${this.objective.join(' ') || '0 nothing'}`,
      'Subject To',
      ...rows,
      'Bounds',
      ...this.bounds.map((b) => ` ${b}`),
      'General',
      ` ${this.integers.join(' ')}`,
      'End',
    ].join('\n');
  }
}

// What both formulations share: terms, buckets, charges. Returns what covers each month: lists of [coefficient, variable],
// and the sources of lots: { month, end, terms, most }.
function shared(program, { months, demand, packs, plans, payg }) {
  const starts = plans.map((plan, j) =>
    demand.map((_, t) => program.variable(`y${j}_${t}`, plan.fee_per_term, { integer: true, most: 1 })),
  );
  const active = plans.map((plan, j) =>
    demand.map((_, t) => starts[j].slice(Math.max(0, t - plan.term_months + 1), t + 1)),
  );
  const cover = demand.map(() => []);
  const charged = demand.map(() => []);
  const sources = [];
  const end = (t, life) => (life === null ? months : Math.min(months, t + life));
  for (let t = 0; t < months; t += 1) {
    if (plans.length > 0)
      program.row(
        active.flatMap((of) => of[t].map((y) => [1, y])),
        '<=',
        1,
      );
    packs.forEach((pack, i) => {
      // The touched rule bounds copies, but not of what may be stocked up.
      const room = pack.subscribers_only ? demand.slice(t).reduce((a, b) => a + b, 0) : demand[t];
      const most = Math.ceil(room / pack.credits);
      const x = program.variable(`x${i}_${t}`, pack.price, { integer: true, most });
      if (pack.subscribers_only)
        program.row([[1, x], ...active.flatMap((of) => of[t].map((y) => [-most, y]))], '<=', 0);
      sources.push({
        month: t,
        end: end(t, pack.lifetime_months),
        terms: [[pack.credits, x]],
        most: pack.credits,
        unit: x,
      });
    });
    plans.forEach((plan, j) => {
      if (plan.rollover.kind !== 'cap') {
        const life = plan.rollover.kind === 'months' ? plan.rollover.months : 1;
        sources.push({
          month: t,
          end: end(t, life),
          terms: active[j][t].map((y) => [plan.monthly_grant, y]),
          most: plan.monthly_grant,
        });
      }
    });
    const used = program.variable(`z${t}`, 0, { integer: true, most: 1 });
    const pay = (name, charge, allowed) => {
      const blocks = program.variable(`n${name}_${t}`, charge.price, {
        integer: true,
        most: Math.ceil(demand[t] / charge.block),
      });
      const units = program.variable(`g${name}_${t}`);
      program.row(
        [
          [1, units],
          [-charge.block, blocks],
        ],
        '<=',
        0,
      );
      program.row(
        [[1, units], ...allowed.map(([sign, y]) => [-sign * demand[t], y])],
        '<=',
        allowed.constant * demand[t],
      );
      program.row(
        [
          [1, units],
          [-demand[t], used],
        ],
        '<=',
        0,
      );
      charged[t].push([1, units]);
      cover[t].push([1, units]);
    };
    if (payg)
      pay(
        'p',
        payg,
        Object.assign(
          plans.flatMap((plan, j) => (plan.overage ? active[j][t].map((y) => [-1, y]) : [])),
          { constant: 1 },
        ),
      );
    plans.forEach(
      (plan, j) =>
        plan.overage &&
        pay(
          `o${j}`,
          plan.overage,
          Object.assign(
            active[j][t].map((y) => [1, y]),
            { constant: 0 },
          ),
        ),
    );
  }
  // Buckets: used first, and only what fits the cap is carried, to the same plan.
  plans.forEach((plan, j) => {
    if (plan.rollover.kind !== 'cap') return;
    const most = plan.rollover.cap + plan.monthly_grant;
    let carried;
    for (let t = 0; t < months; t += 1) {
      const held = [...active[j][t].map((y) => [plan.monthly_grant, y]), ...(carried ? [[1, carried]] : [])];
      const use = program.variable(`u${j}_${t}`, 0, { most: demand[t] });
      const whole = program.variable(`b${j}_${t}`, 0, { integer: true, most: 1 });
      program.row([[1, use], ...held.map(([f, v]) => [-f, v])], '<=', 0);
      program.row([[1, use], ...held.map(([f, v]) => [-f, v]), [-most, whole]], '>=', -most);
      // whole = 0: the month is covered by the bucket alone; whole = 1: the bucket is used up.
      program.row(
        [
          [1, use],
          [demand[t], whole],
        ],
        '>=',
        demand[t],
      );
      cover[t].push([1, use]);
      if (t + 1 < months) {
        const next = program.variable(`c${j}_${t + 1}`, 0, { most: plan.rollover.cap });
        program.row([[1, next], ...held.map(([f, v]) => [-f, v]), [1, use]], '<=', 0);
        program.row([[1, next], ...active[j][t + 1].map((y) => [-plan.rollover.cap, y])], '<=', 0);
        carried = next;
      }
    }
  });
  return { cover, sources, charged };
}

// Stock by month of its end.
function stocks(input) {
  const program = new Program();
  const { cover, sources } = shared(program, input);
  const total = input.demand.reduce((a, b) => a + b, 0);
  const ends = [...new Set(sources.map((source) => source.end))].sort((a, b) => a - b);
  for (const end of ends) {
    let held;
    for (let t = 0; t < end; t += 1) {
      const bought = sources
        .filter((source) => source.end === end && source.month === t)
        .flatMap((source) => source.terms);
      if (!held && bought.length === 0) continue;
      const use = program.variable(`w${end}_${t}`);
      const next = program.variable(`s${end}_${t}`);
      program.row([...bought, ...(held ? [[1, held]] : []), [-1, use], [-1, next]], '>=', 0);
      cover[t].push([1, use]);
      if (t + 1 < end) {
        if (input.payg || input.plans.some((plan) => plan.overage))
          program.row(
            [
              [1, next],
              [total, `z${t}`],
            ],
            '<=',
            total,
          );
        held = next;
      }
    }
  }
  input.demand.forEach((need, t) => program.row(cover[t], '>=', need));
  return program.text();
}

// Use by purchase and month, each bounded by the purchase (facility location). The balance at hand need not be empty
// when use is charged, unless stock is counted too; so only for problems where keeping stock cannot pay: no charge, or
// one price for each unit the same in every month.
function flows(input) {
  const program = new Program();
  const { cover, sources } = shared(program, input);
  for (const [index, source] of sources.entries()) {
    const uses = [];
    for (let s = source.month; s < source.end; s += 1) {
      if (input.demand[s] === 0) continue;
      const use = program.variable(`f${index}_${s}`);
      uses.push([1, use]);
      cover[s].push([1, use]);
      const share = source.unit
        ? [[Math.min(source.most, input.demand[s]), source.unit]]
        : source.terms.map(([f, y]) => [Math.min(f, input.demand[s]), y]);
      program.row([[1, use], ...share.map(([f, v]) => [-f, v])], '<=', 0);
    }
    program.row([...uses, ...source.terms.map(([f, v]) => [-f, v])], '<=', 0);
  }
  input.demand.forEach((need, t) => program.row(cover[t], '>=', need));
  return program.text();
}

const keepingCannotPay = ({ payg, plans }) =>
  (payg === null || payg.block === 1) && plans.every((plan) => !plan.overage);
const at = (values, percent) =>
  [...values].sort((a, b) => a - b)[Math.floor(((values.length - 1) * percent) / 100)];
const median = (values) => at(values, 50);
const ms = (time) => (time * 1000).toFixed(time < 0.01 ? 2 : 0);
// Processor time of this process: other work on the machine does not count.
const now = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
const seconds = (began) => now() - began;

// Solves by every formulation that holds, and quotes the better one.
async function beside(input, most) {
  const found = [];
  for (const [name, formulate] of [
    ['stocks', stocks],
    ['flows', flows],
  ]) {
    if (name === 'flows' && !keepingCannotPay(input)) continue;
    const highs = await highsLoader();
    const began = now();
    let result;
    try {
      result = highs.solve(formulate(input), { time_limit: most, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    } catch (error) {
      result = { Status: String(error).slice(0, 40) };
    }
    found.push({
      name,
      time: seconds(began),
      optimal: result.Status === 'Optimal',
      objective: Math.round(result.ObjectiveValue),
      status: result.Status,
    });
  }
  const best = found.reduce((a, b) =>
    a.optimal !== b.optimal ? (a.optimal ? a : b) : a.time <= b.time ? a : b,
  );
  return { found, best };
}

let wrong = 0;
for (const [group, { count, own, alike }] of Object.entries(classes)) {
  const wanted = String(Math.max(1, Math.round((count * Number(share)) / 100)));
  const emitted = run('cargo', 'bench', '--bench', 'planner', '--', '--seed', seed, '--emit', group, wanted);
  const rows = [];
  for (const line of emitted.split('\n').filter((text) => text.startsWith('{'))) {
    const { id, input, micros } = JSON.parse(line);
    const text = JSON.stringify(input);
    const { found, best } = await beside(input, alike ? own : Number(limit));
    // No more time than HiGHS had.
    const most = alike ? Math.min(own, Math.max(...found.map(({ time }) => time))) : own;
    const core = instance();
    const cold = solve(core, text, most);
    const rounds = cold.proved ? [1, 2, 3].map(() => solve(core, text, most)) : [solve(core, text, most)];
    const answer = rounds.reduce((a, b) => (a.cost <= b.cost ? a : b));
    const time = median(rounds.map((round) => round.time));
    const first = median(rounds.map((round) => round.first));
    for (const { optimal, objective, name } of found) {
      // A bound of HiGHS is one of floating point: what it calls optimal must be ours, and nothing may be below ours.
      const differs = answer.proved && optimal && objective !== answer.cost;
      if (differs || (Number.isFinite(objective) && objective > 0 && objective < answer.lower)) {
        wrong += 1;
        console.log(`${id}: ${name} ${objective}, core ${answer.cost}, at least ${answer.lower}`);
      }
    }
    const costs = found.map(({ objective }) => objective).filter((cost) => cost > 0);
    const row = {
      ...answer,
      time,
      first,
      cold: cold.time,
      coldFirst: cold.first,
      above: answer.firstCost / answer.cost - 1,
      gap: answer.proved ? 0 : 1 - answer.lower / answer.cost,
      ratio: best.time / time,
      memory: core.memory_bytes() / 1048576,
      limited: !best.optimal,
      dearer: answer.cost > Math.min(...costs, Infinity),
    };
    rows.push(row);
    console.log(
      `${id} core ${answer.cost}${answer.proved ? '' : ` (open, ${(row.gap * 100).toFixed(2)} %)`} native ${ms(micros / 1e6)} ms, ` +
        `wasm ${ms(time)} ms, cold ${ms(cold.time)} ms, first ${ms(first)} ms (+${(row.above * 100).toFixed(2)} %), ` +
        `${row.memory.toFixed(0)} MiB; HiGHS ` +
        found
          .map(
            ({ name, time, optimal, objective, status }) =>
              `${name} ${objective || 'none'}${optimal ? '' : ` (${status})`} ${time.toFixed(1)} s`,
          )
          .join(', ') +
        `; ${row.ratio.toFixed(0)}x`,
    );
  }
  const of = (name) => rows.map((row) => row[name]);
  const quoted = (name) => `${ms(median(of(name)))} / ${ms(at(of(name), 95))} / ${ms(at(of(name), 100))}`;
  console.log(
    `${group}: ${rows.length} problems, ${of('proved').filter(Boolean).length} proved in ${own} s, largest gap ` +
      `${(at(of('gap'), 100) * 100).toFixed(2)} %; ms (median / p95 / max) warm ${quoted('time')}, cold ${quoted('cold')}, ` +
      `first ${quoted('first')}, cold first ${quoted('coldFirst')}; first above ${(median(of('above')) * 100).toFixed(2)} / ` +
      `${(at(of('above'), 95) * 100).toFixed(2)} %; memory ${at(of('memory'), 100).toFixed(0)} MiB; HiGHS / core: median ` +
      `${median(of('ratio')).toFixed(0)}x, least ${at(of('ratio'), 0).toFixed(1)}x, HiGHS at its limit ` +
      `${of('limited').filter(Boolean).length}, core dearer ${of('dearer').filter(Boolean).length}`,
  );
}
process.exitCode = wrong > 0 ? 1 : 0;
