//! The stage, which shows the current subject. That is an input image that was added or chosen, until a request is
//! sent. Otherwise, the stage shows all pictures of the last request, including pending ones.

use super::input::InputMetadata;
use super::result::{ResultId, ResultMetadata};

/// A place on the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A picture that is being generated.
    Job(u32),
    /// A finished picture.
    Result(ResultId),
}

/// The contents of the stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stage {
    places: Vec<Place>,
    /// The picture that is shown large, if there are several.
    pub large: Option<ResultId>,
    /// The input image that is shown instead of these places.
    input: Option<u32>,
}

impl Stage {
    /// Adds jobs to the stage and removes finished pictures.
    pub fn begin(&mut self, jobs: &[u32]) {
        self.places.retain(|place| matches!(place, Place::Job(_)));
        self.places.extend(jobs.iter().copied().map(Place::Job));
        self.large = None;
        self.input = None;
    }

    /// Shows an input image until a request is sent or a picture is shown.
    pub fn show_input(&mut self, id: u32) {
        self.input = Some(id);
    }

    /// Returns the input image that is shown. If the chosen image was removed, that is the last remaining photo.
    pub fn input<'a>(
        &self,
        inputs: impl Iterator<Item = &'a InputMetadata> + Clone,
    ) -> Option<&'a InputMetadata> {
        let chosen = self.input?;
        let is_photo = |metadata: &&InputMetadata| metadata.is_photo();
        inputs.clone().find(|metadata| metadata.id == chosen).or_else(|| inputs.filter(is_photo).last())
    }

    /// Replaces a job with its pictures.
    pub fn end(&mut self, job: u32, results: &[ResultId]) {
        if let Some(at) = self.places.iter().position(|place| *place == Place::Job(job)) {
            self.places.splice(at..=at, results.iter().copied().map(Place::Result));
        }
    }

    /// Shows a picture large. If the picture is not among the current places, it is shown alone.
    pub fn show(&mut self, id: ResultId, now: Vec<Place>) {
        let is_there = now.contains(&Place::Result(id));
        self.places = if is_there { now } else { vec![Place::Result(id)] };
        self.large = Some(id);
        self.input = None;
    }

    /// Returns the places that still exist, or else the newest picture and its variants.
    pub fn places(&self, is_there: impl Fn(&Place) -> bool, newest_first: &[&ResultMetadata]) -> Vec<Place> {
        let places: Vec<_> = self.places.iter().copied().filter(|place| is_there(place)).collect();
        if !places.is_empty() {
            return places;
        }
        let Some(newest) = newest_first.first() else { return Vec::new() };
        let variants =
            newest_first.iter().take_while(|metadata| is_variant(metadata, newest)).take(MOST_VARIANTS);
        let mut variants: Vec<_> = variants.map(|metadata| Place::Result(metadata.id)).collect();
        variants.reverse();
        variants
    }
}

/// The most variants that a job creates.
pub const MOST_VARIANTS: usize = 8;
/// Whether two results come from the same job.
fn is_variant(metadata: &ResultMetadata, newest: &ResultMetadata) -> bool {
    metadata.id == newest.id || (metadata.job.is_some() && metadata.job == newest.job)
}

#[cfg(test)]
mod tests {
    use super::super::result::metadata_for_test;
    use super::*;

    fn results(ids: &[u64]) -> Vec<Place> {
        ids.iter().map(|id| Place::Result(ResultId(*id))).collect()
    }

    #[test]
    fn the_pictures_of_a_job_take_its_place() {
        let mut stage = Stage::default();
        stage.begin(&[1, 2]);
        stage.end(2, &[ResultId(20), ResultId(21)]);
        let all = |stage: &Stage| stage.places(|_| true, &[]);
        assert_eq!(all(&stage), [vec![Place::Job(1)], results(&[20, 21])].concat());
        stage.begin(&[3]);
        assert_eq!(all(&stage), [Place::Job(1), Place::Job(3)], "one that still runs stays");
        stage.end(1, &[]);
        stage.end(3, &[ResultId(30)]);
        stage.end(9, &[ResultId(90)]);
        assert_eq!(all(&stage), results(&[30]));
    }

    #[test]
    fn an_input_image_stands_there_until_something_is_requested() {
        let input = |id: u32, result: Option<u64>| InputMetadata {
            id,
            name: format!("{id}.png"),
            url: String::new(),
            width: 1,
            height: 1,
            showable: true,
            result: result.map(ResultId),
        };
        let inputs = [input(1, None), input(2, None), input(3, Some(9))];
        let shown =
            |stage: &Stage, count: usize| stage.input(inputs[..count].iter()).map(|metadata| metadata.id);
        let mut stage = Stage::default();
        assert_eq!(shown(&stage, 3), None);
        stage.show_input(1);
        assert_eq!(shown(&stage, 3), Some(1));
        stage.show_input(8);
        assert_eq!((shown(&stage, 3), shown(&stage, 1), shown(&stage, 0)), (Some(2), Some(1), None));
        stage.show_input(3);
        assert_eq!(shown(&stage, 3), Some(3), "a result that was chosen");
        stage.begin(&[1]);
        assert_eq!(shown(&stage, 3), None);
        stage.show_input(1);
        stage.show(ResultId(5), Vec::new());
        assert_eq!(shown(&stage, 3), None);
    }

    #[test]
    fn an_empty_stage_shows_the_newest_job() {
        let metadata = |id: u64, job: u64| ResultMetadata { job: Some(job), ..metadata_for_test(id) };
        let all = [metadata(5, 9), metadata(4, 9), metadata_for_test(3), metadata(2, 9)];
        let all: Vec<_> = all.iter().collect();
        let mut stage = Stage::default();
        assert_eq!(stage.places(|_| true, &all), results(&[4, 5]));
        stage.show(ResultId(4), results(&[4, 5]));
        assert_eq!((stage.places(|_| true, &all), stage.large), (results(&[4, 5]), Some(ResultId(4))));
        stage.show(ResultId(3), results(&[4, 5]));
        assert_eq!((stage.places(|_| true, &all), stage.large), (results(&[3]), Some(ResultId(3))));
        assert_eq!(stage.places(|_| false, &all), results(&[4, 5]), "it was deleted");
        assert_eq!(Stage::default().places(|_| true, &[]), []);
    }
}
