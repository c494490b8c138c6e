//! The active scenario of one request.

use tintype_painter::seed::{Rng, hash};

use super::behavior::{Behavior, Scenario, ScenarioContext};
use super::catalogue::find;
use super::options::At;
use super::spec::{self, Turn};

use crate::answer::Answer;
use crate::cors::Cors;
use crate::frame::{Frame, Framing};
use crate::http::{Request, Response};
use crate::painter::Painter;
use crate::wire::parsed_request::ParsedRequest;

/// The behaviours that are active for one request.
#[derive(Debug)]
pub(crate) struct ActiveScenario<'a> {
    scenarios: Vec<&'static Scenario>,
    context: ScenarioContext<'a>,
}

impl<'a> ActiveScenario<'a> {
    /// Creates an instance without behaviours.
    pub fn plain(request: &'a Request, model: &'a str) -> Self {
        let context =
            ScenarioContext { request, model, options: Default::default(), attempt: 1, rng: Rng::new(0) };
        Self { scenarios: Vec::new(), context }
    }

    /// Parses a scenario for this attempt, or returns the error message.
    pub fn read(text: &str, request: &'a Request, model: &'a str) -> Result<Self, String> {
        let turns = spec::read(text)?;
        let attempt = request.attempt.max(1);
        // The last turn applies to all later attempts.
        let before = (attempt as usize - 1).min(turns.len() - 1);
        let Turn { mut scenarios, options } = turns[before].clone();
        let seeds = [&options.seed.to_le_bytes()[..], &attempt.to_le_bytes(), &request.body];
        let mut context = ScenarioContext {
            request,
            model,
            options,
            attempt: attempt - before as u32,
            rng: Rng::new(hash(&seeds)),
        };
        if context.options.chance.is_some_and(|chance| !context.rng.chance(chance)) {
            scenarios.clear();
        }
        for scenario in &mut scenarios {
            *scenario = choose(&mut context, scenario);
        }
        Ok(Self { scenarios, context })
    }

    fn behaviors(&self) -> impl Iterator<Item = &'static Behavior> + use<'a> {
        self.scenarios.clone().into_iter().map(|scenario| &scenario.behavior)
    }

    /// Returns the CORS headers of the answer.
    pub fn cors(&self) -> Cors {
        let named =
            |behavior: &Behavior| if let Behavior::Cors(cors) = behavior { Some(*cors) } else { None };
        self.behaviors().find_map(named).unwrap_or_default()
    }

    /// Returns the error response, which replaces every other response.
    pub fn error_response(&self) -> Option<Response> {
        self.behaviors().find_map(|behavior| {
            if let Behavior::ErrorResponse(refuse) = behavior { refuse(&self.context) } else { None }
        })
    }

    /// Changes the parsed request.
    pub fn change_request(&self, parsed: &mut ParsedRequest) {
        // A picture that is not sent need not be drawn.
        parsed.wants_image &= self.scenarios.iter().all(|scenario| scenario.draws);
        for behavior in self.behaviors() {
            if let Behavior::ParsedRequest(change) = behavior {
                change(parsed);
            }
        }
    }

    /// Changes the text and images of the model.
    pub fn answer(&self, answer: &mut Answer, painter: &dyn Painter) {
        for behavior in self.behaviors() {
            match behavior {
                Behavior::Answer(change) => change(answer, &self.context),
                Behavior::Variants(add) => add(answer, &self.context, painter),
                _ => {}
            }
        }
    }

    /// Changes the documents.
    pub fn frames(&self, frames: &mut Vec<Frame>) {
        for behavior in self.behaviors() {
            if let Behavior::Frames(change) = behavior {
                change(frames);
            }
        }
    }

    /// Changes the framing of a stream.
    pub fn framing(&self, framing: Framing) -> Framing {
        let is_relay = self.behaviors().any(|behavior| matches!(behavior, Behavior::RelayStream));
        if is_relay && framing != Framing::Single { Framing::RelayEvents } else { framing }
    }

    /// Changes the delivery of the body.
    pub fn deliver(&mut self, mut response: Response) -> Response {
        for behavior in self.behaviors() {
            if let Behavior::Delivery(change) = behavior {
                response = change(response, &mut self.context);
            }
        }
        response
    }
}

/// Replaces a random choice by one of its scenarios.
fn choose(context: &mut ScenarioContext<'_>, scenario: &'static Scenario) -> &'static Scenario {
    let Behavior::RandomChoice(names) = scenario.behavior else { return scenario };
    context.options.at = context.options.at.or(Some(At::Random));
    find(names[context.rng.below(names.len())]).unwrap_or(scenario)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::composition::CHAOS;
    use super::*;

    fn names(text: &str, attempt: u32) -> Vec<&'static str> {
        let request = Request { attempt, ..Request::default() };
        ActiveScenario::read(text, &request, "")
            .unwrap()
            .scenarios
            .iter()
            .map(|scenario| scenario.name)
            .collect()
    }

    #[test]
    fn each_attempt_has_its_turn_and_the_last_one_stays() {
        let spec = "overloaded,cut+slow,ok";
        let turns: Vec<_> = (1..5).map(|attempt| names(spec, attempt)).collect();
        assert_eq!(turns, [vec!["overloaded"], vec!["cut", "slow"], vec!["ok"], vec!["ok"]]);
    }

    #[test]
    fn chance_has_its_probability_and_is_repeatable() {
        let run = |seed: u32| -> Vec<bool> {
            (1..=200)
                .map(|attempt| names(&format!("cut;chance=0.3;seed={seed}"), attempt).is_empty())
                .collect()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let good = run(7).iter().filter(|is_good| **is_good).count();
        assert!((110..170).contains(&good), "{good}");
    }

    #[test]
    fn chaos_chooses_each_of_its_scenarios() {
        let seen: std::collections::HashSet<_> =
            (1..400).flat_map(|attempt| names("chaos;seed=1", attempt)).collect();
        assert!(CHAOS.iter().all(|name| seen.contains(name)), "{seen:?}");
    }
}
