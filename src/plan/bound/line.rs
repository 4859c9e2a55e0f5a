//! The line of demand and the grid on it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "indices come from the vectors built beside them; positions are sums of at most 60 months of LARGEST"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::label::Label;
use super::super::problem::Problem;
use super::view::{Lump, View};

/// The line: position 0 is the start of the horizon; left and right of the months lies what plans can ask for beyond
/// the least demand.
#[derive(Debug)]
pub(super) struct Line {
    /// Starts of the segments: left of the months, each month, right of the months; and the end.
    starts: Vec<i64>,
    /// First grid point of each segment, and the last point of all.
    first: Vec<usize>,
    /// Distance of grid points.
    cell: i64,
    /// Position of every grid point.
    pub positions: Vec<i64>,
    /// Most demand up to the start of each slot, and to the end.
    most: Vec<i64>,
    /// By context and month: demand beyond the least.
    excess: Vec<Vec<i64>>,
    /// Where shifts already asked for lead, by grid point.
    shifts: RefCell<BTreeMap<i64, Rc<Vec<usize>>>>,
}

impl Line {
    pub fn new(view: &View, cells: i64) -> Line {
        let slots = view.month_slots[view.months()];
        let mut most = vec![0];
        for slot in 0..slots {
            let units = view.demand.iter().flatten().map(|demand| demand[slot]).max().unwrap_or(0);
            most.push(most[slot] + units);
        }
        let contexts = || 0..view.demand.len();
        let least: Vec<i64> = (0..view.months())
            .map(|month| {
                contexts().filter_map(|context| view.month_demand(context, month)).min().unwrap_or(0)
            })
            .collect();
        let beyond = |context: usize, month: usize| {
            view.month_demand(context, month).map_or(0, |units| (units - least[month]).max(0))
        };
        let excess: Vec<Vec<i64>> = contexts()
            .map(|context| (0..view.months()).map(|month| beyond(context, month)).collect())
            .collect();
        let widest = |month: usize| excess.iter().map(|months| months[month]).max().unwrap_or(0);
        let left = (0..view.months()).map(widest).max().unwrap_or(0);
        let right: i64 = (0..view.months()).map(widest).sum();
        let mut starts = vec![-left, 0];
        for units in &least {
            starts.push(starts[starts.len() - 1] + units);
        }
        starts.push(starts[starts.len() - 1] + right);
        let cell = (starts[starts.len() - 1] / cells.max(1)).max(1);
        let mut first = vec![0];
        let mut positions = Vec::new();
        for pair in starts.windows(2) {
            positions
                .extend((0..).map(|step| pair[0] + step * cell).take_while(|position| *position < pair[1]));
            first.push(positions.len());
        }
        positions.push(starts[starts.len() - 1]);
        Line { starts, first, cell, positions, most, excess, shifts: RefCell::default() }
    }

    /// Position of a month's start; of the horizon's end for the number of months.
    pub fn month_start(&self, month: usize) -> i64 {
        self.starts[month + 1]
    }

    /// Grid point of a month's start.
    pub fn month_point(&self, month: usize) -> usize {
        self.point(self.month_start(month))
    }

    /// The grid point at or next to the right of a position; the last one beyond the line.
    pub fn point(&self, position: i64) -> usize {
        let end = self.starts.len() - 1;
        if position >= self.starts[end] {
            return self.positions.len() - 1;
        }
        if position <= self.starts[0] {
            return 0;
        }
        let segment = self.starts.partition_point(|start| *start <= position) - 1;
        let inside = (position - self.starts[segment] + self.cell - 1) / self.cell;
        (self.first[segment] + usize::try_from(inside).unwrap_or(0)).min(self.first[segment + 1])
    }

    /// For every grid point, the one at or next to the right of `shift` units further; the last one beyond the line.
    pub fn shifted(&self, shift: i64) -> Rc<Vec<usize>> {
        let known = self.shifts.borrow().get(&shift).cloned();
        known.unwrap_or_else(|| {
            let last = self.positions.len() - 1;
            let mut target = 0;
            let lead = |position: &i64| {
                while target < last && self.positions[target] < position.saturating_add(shift) {
                    target += 1;
                }
                target
            };
            let targets: Rc<Vec<usize>> = Rc::new(self.positions.iter().map(lead).collect());
            self.shifts.borrow_mut().insert(shift, Rc::clone(&targets));
            targets
        })
    }

    /// The leftmost grid point that can be met inside a month.
    pub fn leftmost(&self, month: usize) -> usize {
        let widest = self.excess.iter().map(|months| months[month]).max().unwrap_or(0);
        self.point(self.month_start(month) - widest)
    }

    /// Whether every whole position is a grid point.
    pub fn is_exact(&self) -> bool {
        self.cell == 1
    }

    /// Demand of a context beyond the least of a month.
    pub fn excess(&self, context: usize, month: usize) -> i64 {
        self.excess[context][month]
    }

    /// Units of some lumps that can cover anything.
    pub fn useful(&self, lumps: &[Lump]) -> i64 {
        let useful = |lump: &Lump| {
            let from = self.most[lump.from.min(self.most.len() - 1)];
            lump.units.min(self.most_until(lump.end) - from).max(0)
        };
        lumps.iter().map(useful).sum()
    }

    fn most_until(&self, slot: u16) -> i64 {
        self.most[usize::from(slot).min(self.most.len() - 1)]
    }

    /// The position of a label at the start of a month: what its lots can cover, soonest end first.
    pub fn position_of(&self, problem: &Problem, view: &View, label: &Label, month: usize) -> i64 {
        let own = label.lots.iter().filter(|lot| {
            let class = &problem.classes[usize::from(lot.class)];
            class.credit == view.credit && class.streams.meets(view.streams)
        });
        let mut lots: Vec<(u16, i64)> = own.map(|lot| (lot.end, lot.units)).collect();
        lots.sort_unstable();
        let from = self.most[view.month_slots[month]];
        let covered = lots
            .iter()
            .fold(0_i64, |covered, (end, units)| (covered + units).min(self.most_until(*end) - from));
        self.month_start(month) + covered.max(0)
    }
}
