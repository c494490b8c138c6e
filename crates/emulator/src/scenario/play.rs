//! Takes one request through what its path asks to be played.

use super::options::At;
use super::spec::{self, Turn};
use super::{Act, Cue, Scenario, find};
use crate::answer::Answer;
use crate::cors::Cors;
use crate::frame::{Frame, Framing};
use crate::http::{Request, Response};
use crate::seed::{Dice, hash};
use crate::wire::ask::Ask;

/// What is played by lot or by turn.
pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new("ok", "A good answer.", "A last turn, as in `overloaded,ok`.", Act::Nothing),
    Scenario::new(
        "chaos",
        "At each attempt, by lot: a good answer, or one of the errors and accidents that pass.",
        "A long run, repeatable by its seed.",
        Act::Lot(CHAOS),
    ),
];

/// Half of the lots are good.
const CHAOS: &[&str] = &[
    "ok",
    "ok",
    "crumbs",
    "slow",
    "bandwidth",
    "overloaded",
    "rate-limited",
    "server-error",
    "html-502",
    "empty-429",
    "reset",
    "close",
    "cut",
    "reset-in-body",
];

/// The behaviours of one request.
#[derive(Debug)]
pub(crate) struct Play<'a> {
    scenarios: Vec<&'static Scenario>,
    cue: Cue<'a>,
}

impl<'a> Play<'a> {
    /// Nothing out of the ordinary.
    pub fn plain(request: &'a Request, model: &'a str) -> Self {
        let cue = Cue { request, model, options: Default::default(), attempt: 1, dice: Dice::new(0) };
        Self { scenarios: Vec::new(), cue }
    }

    /// What a text asks for at this attempt, or what is wrong with the text.
    pub fn read(text: &str, request: &'a Request, model: &'a str) -> Result<Self, String> {
        let turns = spec::read(text)?;
        let attempt = request.attempt.max(1);
        // The last turn stays.
        let before = (attempt as usize - 1).min(turns.len() - 1);
        let Turn { mut scenarios, options } = turns[before].clone();
        let seeds = [&options.seed.to_le_bytes()[..], &attempt.to_le_bytes(), &request.body];
        let mut cue =
            Cue { request, model, options, attempt: attempt - before as u32, dice: Dice::new(hash(&seeds)) };
        if cue.options.chance.is_some_and(|chance| !cue.dice.chance(chance)) {
            scenarios.clear();
        }
        for scenario in &mut scenarios {
            *scenario = cue.draw_lot(scenario);
        }
        Ok(Self { scenarios, cue })
    }

    fn acts(&self) -> impl Iterator<Item = &'static Act> + use<'a> {
        self.scenarios.clone().into_iter().map(|scenario| &scenario.act)
    }

    /// What pages of other origins may read.
    pub fn cors(&self) -> Cors {
        let said = |act: &Act| if let Act::Cors(cors) = act { Some(*cors) } else { None };
        self.acts().find_map(said).unwrap_or_default()
    }

    /// An answer in the place of any other.
    pub fn refusal(&self) -> Option<Response> {
        self.acts().find_map(|act| if let Act::Refusal(refuse) = act { refuse(&self.cue) } else { None })
    }

    /// Changes what is to be drawn.
    pub fn ask(&self, ask: &mut Ask) {
        // Drawing what is thrown away would only take time.
        ask.wants_image &= self.scenarios.iter().all(|scenario| scenario.draws);
        for act in self.acts() {
            if let Act::Ask(change) = act {
                change(ask);
            }
        }
    }

    /// Changes what the model says and shows.
    pub fn answer(&self, answer: &mut Answer) {
        for act in self.acts() {
            if let Act::Answer(change) = act {
                change(answer, &self.cue);
            }
        }
    }

    /// Changes the documents.
    pub fn frames(&self, frames: &mut Vec<Frame>) {
        for act in self.acts() {
            if let Act::Frames(change) = act {
                change(frames);
            }
        }
    }

    /// Changes how a stream is framed.
    pub fn framing(&self, framing: Framing) -> Framing {
        let is_relay = self.acts().any(|act| matches!(act, Act::RelayStream));
        if is_relay && framing != Framing::Single { Framing::RelayEvents } else { framing }
    }

    /// Changes how the bytes are sent.
    pub fn deliver(&mut self, mut response: Response) -> Response {
        for act in self.acts() {
            if let Act::Delivery(change) = act {
                response = change(response, &mut self.cue);
            }
        }
        response
    }
}

impl Cue<'_> {
    fn draw_lot(&mut self, scenario: &'static Scenario) -> &'static Scenario {
        let Act::Lot(names) = scenario.act else { return scenario };
        self.options.at = self.options.at.or(Some(At::Random));
        find(names[self.dice.below(names.len())]).unwrap_or(scenario)
    }

    /// The place that `at` names in a body of so many bytes.
    pub fn place(&mut self, size: usize) -> usize {
        match self.options.at.unwrap_or(At::Share(0.5)) {
            At::Byte(at) => at.min(size),
            At::FromEnd(count) => size.saturating_sub(count),
            At::Share(share) => (size as f64 * f64::from(share)) as usize,
            At::Random => self.dice.below(size + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn played(text: &str, attempt: u32) -> Vec<&'static str> {
        let request = Request { attempt, ..Request::default() };
        Play::read(text, &request, "").unwrap().scenarios.iter().map(|scenario| scenario.name).collect()
    }

    #[test]
    fn each_attempt_has_its_turn_and_the_last_one_stays() {
        let spec = "overloaded,cut+slow,ok";
        let turns: Vec<_> = (1..5).map(|attempt| played(spec, attempt)).collect();
        assert_eq!(turns, [vec!["overloaded"], vec!["cut", "slow"], vec!["ok"], vec!["ok"]]);
    }

    #[test]
    fn chance_is_as_often_as_said_and_falls_the_same_way_again() {
        let run = |seed: u32| -> Vec<bool> {
            (1..=200)
                .map(|attempt| played(&format!("cut;chance=0.3;seed={seed}"), attempt).is_empty())
                .collect()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let good = run(7).iter().filter(|is_good| **is_good).count();
        assert!((110..170).contains(&good), "{good}");
    }

    #[test]
    fn chaos_plays_everything_in_its_hat() {
        let drawn: std::collections::HashSet<_> =
            (1..400).flat_map(|attempt| played("chaos;seed=1", attempt)).collect();
        assert!(CHAOS.iter().all(|name| drawn.contains(name)), "{drawn:?}");
    }
}
