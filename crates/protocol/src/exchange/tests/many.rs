//! Tests of `n` independent requests, each of which settles on its own.

use super::*;

fn four() -> Setup {
    Setup { n: 4, retry: Retry::NEVER, ..Setup::default() }
}

fn picture(side: u32) -> Reply {
    Reply::new(
        200,
        Answer::of(&[text_part(&side.to_string()), image_part("image/png", &png(side, side))]).json(),
    )
}

#[test]
fn all_run_at_once_and_come_out_in_order() {
    let ran = four().run([1, 2, 3, 4].map(|side| picture(side).after_ms(100.0 - f64::from(side))));
    let sides: Vec<_> = ran.generation().images.iter().map(|image| image.info.width).collect();
    assert_eq!((sides, ran.generation().text.as_str()), (vec![1, 2, 3, 4], "1234"));
    assert_eq!((ran.times(), ran.service.most_open), (vec![0.0; 4], 4));
    assert_eq!(ran.generation().usage.total_tokens, Some(4 * 1302));
    assert_eq!(ran.progress().last().unwrap().images_done, 4);
}

#[test]
fn failed_requests_do_not_affect_the_others() {
    let refused = Reply::new(200, Answer::of(&[]).finished("SAFETY").json());
    let ran = four().run([picture(1), refused, picture(3), busy()]);
    let generation = ran.generation();
    let sides: Vec<_> = generation.images.iter().map(|image| image.info.width).collect();
    let failures: Vec<_> = generation.failures.iter().map(Error::kind).collect();
    assert_eq!((sides, failures), (vec![1, 3], vec![ErrorKind::Refused, ErrorKind::Unavailable]));
    assert_eq!(ran.progress().last().unwrap().images_done, 2);
}

#[test]
fn when_all_fail_the_first_is_reported() {
    let refused = || Reply::new(200, Answer::of(&[]).finished("SAFETY").json());
    let ran = four().run([busy(), refused(), refused(), refused()]);
    assert_eq!(ran.error().kind(), ErrorKind::Unavailable);
}

#[test]
fn each_has_attempts_of_its_own() {
    let setup = Setup { retry: Retry::default(), ..four() };
    let ran = setup.run([busy(), picture(2), picture(3), busy(), picture(1), picture(4)]);
    let mut sides: Vec<_> = ran.generation().images.iter().map(|image| image.info.width).collect();
    sides.sort_unstable();
    assert_eq!((sides, ran.generation().failures.len()), (vec![1, 2, 3, 4], 0));
}

#[test]
fn no_more_than_a_few_run_at_once() {
    let ran = Setup { n: 9, ..Setup::default() }.run((1..=9).map(picture));
    assert_eq!((ran.generation().images.len(), ran.service.most_open), (9, 4));
}

#[test]
fn one_that_waits_holds_no_other_up() {
    let slow = std::iter::once(picture(1).after_ms(60_000.0));
    let ran = Setup { n: 8, ..Setup::default() }.run(slow.chain((2..=8).map(picture)));
    assert!(ran.times().iter().all(|&sent_ms| sent_ms < 1000.0), "{:?}", ran.times());
    let sides: Vec<_> = ran.generation().images.iter().map(|image| image.info.width).collect();
    assert_eq!(sides, [1, 2, 3, 4, 5, 6, 7, 8]);
}
