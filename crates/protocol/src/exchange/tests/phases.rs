//! Tests of the progress that is reported to a caller.

use super::*;

#[test]
fn phases_in_order() {
    let ran = Setup::default().run([good()]);
    let expected =
        [("preparing", 1), ("sending", 1), ("waiting", 1), ("receiving", 1), ("receiving", 1), ("done", 1)];
    assert_eq!(ran.phases(), expected);
}

#[test]
fn phases_of_a_second_attempt() {
    let ran = Setup::default().run([busy(), good()]);
    let expected = [
        ("preparing", 1),
        ("sending", 1),
        ("waiting", 1),
        ("receiving", 1),
        ("retrying", 1),
        ("sending", 2),
        ("waiting", 2),
        ("receiving", 2),
        ("receiving", 2),
        ("done", 2),
    ];
    assert_eq!(ran.phases(), expected);
    let progress = ran.progress();
    assert!(progress.iter().all(|p| p.retry_in.is_some() == (p.phase == Phase::Retrying)));
    assert_eq!(progress.last().map(|p| p.elapsed.as_millis()), Some(520));
    assert!(progress.windows(2).all(|pair| pair[0].elapsed <= pair[1].elapsed));
}

#[test]
fn done_is_reported_however_it_ends() {
    for reply in [busy(), Reply::failing(Error::new(ErrorKind::Network, "")), Reply::new(200, "<html>")] {
        let ran = Setup { retry: Retry::NEVER, ..Setup::default() }.run([reply]);
        assert_eq!(ran.phases().last(), Some(&("done", 1)), "{:?}", ran.outcome);
    }
}

#[test]
fn bytes_and_images_are_counted_as_they_come() {
    let documents = [png(1, 1), png(2, 2)]
        .map(|png| Answer::of(&[image_part("image/png", &png)]).finished(serde_json::Value::Null).json());
    let end = Answer::of(&[]).json();
    let chunks: Vec<_> =
        documents.iter().chain([&end]).map(|document| sse(std::slice::from_ref(document))).collect();
    let steps = chunks.iter().map(|chunk| BodyStep::Bytes(chunk.clone().into_bytes())).collect();
    let ran = Setup { delivery: Delivery::Stream, ..Setup::default() }.run([Reply::in_steps(200, steps)]);
    let reported: Vec<_> =
        ran.progress().iter().skip(3).map(|p| (p.received_bytes as usize, p.images_done)).collect();
    let [a, b, c] = [chunks[0].len(), chunks[1].len(), chunks[2].len()];
    assert_eq!(reported, [(0, 0), (a, 1), (a + b, 2), (a + b + c, 2), (a + b + c, 2)]);
}

#[test]
fn a_failed_attempt_takes_its_bytes_back() {
    let error = "{\"error\":{\"code\":503,\"message\":\"overloaded\"}}";
    let ran = Setup::default().run([Reply::new(200, error), good()]);
    let received: Vec<_> = ran.progress().iter().map(|p| p.received_bytes).collect();
    let whole = Answer::of(&[image_part("image/png", &png(1, 1))]).json().len() as u64;
    assert_eq!(received, [0, 0, 0, 0, error.len() as u64, 0, 0, 0, 0, whole, whole]);
}

#[test]
fn events_of_a_stream_come_before_its_end() {
    let text = Answer::of(&[text_part("Here")]).finished(serde_json::Value::Null).json();
    let image = Answer::of(&[image_part("image/png", &png(1, 1))]).json();
    let steps = vec![
        BodyStep::Bytes(sse(&[text]).into_bytes()),
        BodyStep::WaitMs(1000.0),
        BodyStep::Bytes(sse(&[image]).into_bytes()),
    ];
    let ran = Setup { delivery: Delivery::Stream, ..Setup::default() }.run([Reply::in_steps(200, steps)]);
    let order: Vec<_> = ran
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.clone()),
            Event::Image(image) => Some(format!("{} bytes", image.bytes.len())),
            Event::Progress(p) if p.phase == Phase::Receiving => {
                Some(format!("at {}", p.elapsed.as_millis()))
            }
            _ => None,
        })
        .collect();
    let bytes = format!("{} bytes", png(1, 1).len());
    assert_eq!(order, ["at 10", "Here", "at 10", &bytes, "at 1010"]);
}
