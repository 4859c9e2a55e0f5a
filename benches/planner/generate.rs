//! Random problems of the classes of the case file, drawn anew from any seed.

use credit_calculator::plan::core::{CoreCharge, CorePack, CorePlan, CoreProblem, CoreRollover};

use super::instance::Instance;

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.next() % u64::try_from(most - least + 1).unwrap()).unwrap()
    }

    fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.between(0, i64::try_from(from.len()).unwrap() - 1)).unwrap()]
    }
}

const SIX: [i64; 6] = [1_000, 5_000, 10_000, 50_000, 100_000, 500_000];
const TWELVE: [i64; 12] =
    [1_000, 2_000, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 250_000, 500_000, 1_000_000];
/// Thousandths of a year's mean by month.
const SEASON: [i64; 12] = [1300, 1600, 1750, 1700, 1450, 1100, 700, 450, 300, 380, 620, 950];
const LIFETIMES: [Option<u32>; 5] = [Some(1), Some(3), Some(6), Some(12), None];

/// The problem of a class with a number.
pub fn draw(class: &str, seed: u64, number: u64) -> Instance {
    let mut random = Random(seed.wrapping_mul(1_000_003).wrapping_add(number));
    let (months, sizes): (usize, Vec<i64>) = match class {
        "P12" | "S12" => (12, SIX.to_vec()),
        "P36" => (36, TWELVE.to_vec()),
        "S36" => {
            let mut sizes = TWELVE.to_vec();
            for _ in 0..2 {
                sizes.remove(
                    usize::try_from(random.between(0, i64::try_from(sizes.len()).unwrap() - 1)).unwrap(),
                );
            }
            (36, sizes)
        }
        _ => {
            let mut sizes: Vec<i64> = (0..random.pick(&[32, 42])).map(|_| random.pick(&TWELVE)).collect();
            sizes.sort_unstable();
            (60, sizes)
        }
    };
    let base = random.pick(&[2_500, 7_000, 20_000, 50_000, 90_000]) * random.between(80, 120) / 100;
    let demand = demand(&mut random, months, base);
    let with_plans = !class.starts_with('P');
    let packs = packs(&mut random, &sizes, with_plans);
    let plans = if with_plans { plans(&mut random, base, class) } else { Vec::new() };
    let payg = random.chance(75).then(|| {
        let block = random.pick(&[1, 1, 1, 100, 1000]);
        let price =
            if block == 1 { random.between(12, 15) } else { block * random.between(1000, 1500) / 100 };
        CoreCharge { block, price, rounded_to: 1 }
    });
    Instance {
        id: format!("{class}-{seed}-{number}"),
        problem: CoreProblem { demand, packs, plans, payg, ..CoreProblem::default() },
        known: None,
    }
}

fn demand(random: &mut Random, months: usize, base: i64) -> Vec<i64> {
    let pattern = random.between(0, 4);
    let grain = random.pick(&[1, 10, 100, 1000]);
    let shift = usize::try_from(random.between(0, 11)).unwrap();
    let grain = if grain * 4 > base { 1 } else { grain };
    let mut month = |index: usize| {
        let noise = random.between(85, 115);
        let level = match pattern {
            0 => base,
            1 => base * (30 + 140 * i64::try_from(index).unwrap() / i64::try_from(months).unwrap()) / 100,
            2 => base * SEASON[(index + shift) % 12] / 1000,
            3 if random.chance(35) => 0,
            3 => base * random.between(50, 180) / 100,
            _ => base * random.pick(&[10, 20, 30, 50, 80, 110, 150, 250, 400]) / 100,
        };
        level * noise / 100 / grain * grain
    };
    (0..months).map(&mut month).collect()
}

fn packs(random: &mut Random, sizes: &[i64], with_plans: bool) -> Vec<CorePack> {
    let with_bonus = random.chance(45);
    let members = if with_plans && random.chance(40) { random.pick(&[15, 30, 60]) } else { 0 };
    let common = random.chance(30).then(|| random.pick(&LIFETIMES));
    let rising = random.chance(40);
    let count = i64::try_from(sizes.len()).unwrap();
    let mut packs = Vec::new();
    for (index, size) in (0..).zip(sizes) {
        let off = 35 * index / count;
        let rate = 1000 - 10 * random.between((off - 8).max(0), off + 3);
        let price = size * rate / 100;
        let price = if random.chance(60) { price / 10_000 * 10_000 - 100 } else { price / 100 * 100 };
        let bonus = if with_bonus && random.chance(60) { random.between(3, 25) } else { 0 };
        let rung = usize::try_from(index * 5 / count).unwrap();
        packs.push(CorePack {
            price: price.max(4_000),
            credits: size * (100 + bonus) / 100
                + if bonus > 0 { random.between(0, 9) * random.pick(&[0, 1, 10]) } else { 0 },
            lifetime: common
                .unwrap_or_else(|| if rising { LIFETIMES[rung] } else { random.pick(&LIFETIMES) }),
            subscribers_only: random.chance(members),
            limit: None,
        });
    }
    packs
}

fn plans(random: &mut Random, base: i64, class: &str) -> Vec<CorePlan> {
    let kinds = if class == "X60" { random.between(4, 5) } else { random.between(2, 3) };
    let mut plans = Vec::new();
    for _ in 0..kinds {
        let grant = (base * random.pick(&[15, 30, 50, 80, 120, 180]) / 100 / 500 * 500).max(500);
        let fee = grant * random.between(75, 105) / 10 / 10_000 * 10_000 + random.pick(&[0, 9_900]);
        let rollover = match random.between(0, 2) {
            0 => CoreRollover::None,
            1 => CoreRollover::Months(random.pick(&[2, 3, 6, 12])),
            _ => CoreRollover::Cap(grant * random.pick(&[1, 1, 2, 3])),
        };
        let overage = random.chance(45).then(|| {
            let block = random.pick(&[1, 100]);
            CoreCharge {
                block,
                price: if block == 1 { random.between(9, 12) } else { random.between(820, 1180) },
                rounded_to: 1,
            }
        });
        let family = plans.len();
        let covered = Vec::new();
        let plan = CorePlan { term: 1, fee, grant, rollover, overage, sells_packs: true, family, covered };
        plans.push(plan.clone());
        if random.chance(75) {
            let fee = fee * random.between(94, 104) / 10;
            plans.push(CorePlan { term: 12, fee, family: family + 1, ..plan });
        }
    }
    plans
}
