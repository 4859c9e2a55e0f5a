//! Members that stand with some kinds of offers only.

use super::super::format;
use super::super::offer::Kind;
use super::offers::{Checker, has_fee};

impl Checker<'_, '_> {
    /// Notes every member that means nothing with the offer's kind.
    pub(super) fn members(&mut self, raw: &format::Offer, kind: Option<&Kind>) {
        let Some(kind) = kind else { return };
        self.limits(raw, kind);
        let is_plan = matches!(kind, Kind::Plan(_) | Kind::AddOn(_));
        let is_charge = matches!(kind, Kind::PayAsYouGo(_));
        if let Some(required) =
            raw.requires.first().filter(|_| matches!(kind, Kind::Plan(_) | Kind::Gift { .. }))
        {
            let message = "only packs, top-ups, add-ons and pay as you go can require a plan";
            self.reader.fault("bad_requires", &required.place, message, "leave it out");
        }
        if let Some(grant) = raw.grants.first().filter(|_| is_charge || matches!(kind, Kind::TopUp(_))) {
            let message = "this kind of offer has no grants";
            self.reader.fault("grants_not_here", &grant.place, message, "leave them out");
        }
        if let Some(charge) = raw.overage.as_ref().and_then(|charges| charges.0.first()).filter(|_| !is_plan)
        {
            self.reader.fault(
                "overage_without_plan",
                &charge.place,
                "only a plan has overage",
                "leave it out",
            );
        }
        if let Some(fee) = raw.fee.as_ref().filter(|_| !has_fee(kind)) {
            self.reader.fault("fee_not_here", &fee.place, "what is not bought has no fee", "leave it out");
        }
        let stray = [
            ("min", raw.min.as_ref().map(|given| &given.place), matches!(kind, Kind::Pack { .. })),
            ("max", raw.max.as_ref().map(|given| &given.place), matches!(kind, Kind::Pack { .. })),
            ("at_zero", raw.at_zero.as_ref().map(|given| &given.place), matches!(kind, Kind::Plan(_))),
            ("seats", raw.seats.as_ref().and_then(|seats| seats.0.first()).map(|seat| &seat.place), is_plan),
            ("discount", raw.discount.as_ref().map(|given| &given.place), is_charge),
            ("maximum", raw.maximum.as_ref().map(|given| &given.place), is_charge),
            ("minimum", raw.minimum.as_ref().map(|given| &given.place), is_charge),
            ("at_most", raw.at_most.as_ref().map(|given| &given.place), is_charge),
            ("commitment", raw.commitment.as_ref().map(|given| &given.place), is_charge || is_plan),
            ("for", raw.r#for.as_ref().map(|given| &given.place), is_charge),
        ];
        for (name, place, is_right) in stray {
            if let Some(place) = place.filter(|_| !is_right) {
                let message = format!("`{name}` means nothing with this kind of offer");
                self.reader.fault("member_not_here", place, message, "leave it out");
            }
        }
        if raw.addon == Some(true) && !is_plan {
            let fix = "write \"price\": { \"month\": ... }, or leave \"addon\" out";
            self.reader.fault("addon_without_term", &raw.place, "an add-on is paid by the term", fix);
        }
    }

    fn limits(&mut self, raw: &format::Offer, kind: &Kind) {
        let bought = matches!(kind, Kind::Pack { .. } | Kind::TopUp(_));
        let limits = [
            (&raw.limit, bought || matches!(kind, Kind::AddOn(_)), "packs, top-ups and add-ons"),
            (&raw.limit_per_month, bought, "packs and top-ups"),
        ];
        for (limit, is_right, with) in limits {
            let Some(limit) = limit else { continue };
            if limit.value == 0 || !is_right {
                let message = format!("this limit is at least 1 and stands with {with}");
                self.reader.fault("bad_limit", &limit.place, message, "leave it out");
            }
        }
    }
}
