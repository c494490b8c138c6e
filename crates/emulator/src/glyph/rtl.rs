//! Arabic and Hebrew for a host that sets one letter after the other from the left: Arabic letters get the shape that
//! joins their neighbours, and what runs from the right is turned round. Vowel marks are left out.

/// How many shapes each letter has, from U+0621 and from U+0641 on: alone, at the end, at the beginning, in the middle.
/// The shapes stand in that order, letter after letter, from U+FE80 on.
const FIRST: [u8; 26] = [1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4];
const SECOND: [u8; 10] = [4, 4, 4, 4, 4, 4, 4, 2, 2, 4];

/// Letters of Persian and Urdu: where their shapes begin and how many there are.
const FURTHER: &[(char, u32, u8)] = &[
    ('\u{67e}', 0xfb56, 4),
    ('\u{686}', 0xfb7a, 4),
    ('\u{698}', 0xfb8a, 2),
    ('\u{6a9}', 0xfb8e, 4),
    ('\u{6af}', 0xfb92, 4),
    ('\u{6cc}', 0xfbfc, 4),
];

const LAM: char = '\u{644}';
const TATWEEL: char = '\u{640}';

/// The letters in the order and the shapes in which they are set from the left.
pub fn visual(text: &str) -> String {
    if !text.chars().any(is_rtl) {
        return text.to_owned();
    }
    let letters = join(text);
    let from_right = letters.iter().find(|letter| letter.is_alphabetic()).copied().is_some_and(is_rtl);
    let mut runs = runs(&letters, from_right);
    if from_right {
        runs.reverse();
    }
    runs.concat().into_iter().collect()
}

/// The shape a letter has when it stands alone; a font that lacks it cannot set the letter.
pub fn alone(letter: char) -> char {
    shapes(letter).and_then(|(first, _)| char::from_u32(first)).unwrap_or(letter)
}

fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{6ef}' | '\u{6fa}'..='\u{77f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !letter.is_numeric()
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// The first presentation form of a letter, and the number of its forms.
fn shapes(letter: char) -> Option<(u32, u8)> {
    let of = |index: usize, counts: &[u8], start: u32| {
        let before: u32 = counts.get(..index)?.iter().map(|count| u32::from(*count)).sum();
        Some((start + before, *counts.get(index)?))
    };
    let start_of_second = 0xfe80 + FIRST.iter().map(|count| u32::from(*count)).sum::<u32>();
    match letter {
        '\u{621}'..='\u{63a}' => of(letter as usize - 0x621, &FIRST, 0xfe80),
        '\u{641}'..='\u{64a}' => of(letter as usize - 0x641, &SECOND, start_of_second),
        _ => FURTHER.iter().find(|(other, ..)| *other == letter).map(|(_, first, count)| (*first, *count)),
    }
}

fn joins_before(letter: char) -> bool {
    letter == TATWEEL || shapes(letter).is_some_and(|(_, count)| count > 1)
}

fn joins_after(letter: char) -> bool {
    letter == TATWEEL || shapes(letter).is_some_and(|(_, count)| count == 4)
}

/// Each letter in the shape that its neighbours need; lam and alef become one.
fn join(text: &str) -> Vec<char> {
    let letters: Vec<char> = text.chars().filter(|letter| !is_mark(*letter)).collect();
    let mut joined = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let is_tied = at > 0 && joins_after(letters[at - 1]) && joins_before(letter);
        let next = letters.get(at + 1).copied();
        if let Some(both) = next.filter(|_| letter == LAM).and_then(lam_alef) {
            joined.extend(char::from_u32(both + u32::from(is_tied)));
            at += 2;
            continue;
        }
        let ties = joins_after(letter) && next.is_some_and(joins_before);
        let shape = match (is_tied, ties) {
            (false, false) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (true, true) => 3,
        };
        joined.push(shapes(letter).and_then(|(first, _)| char::from_u32(first + shape)).unwrap_or(letter));
        at += 1;
    }
    joined
}

fn lam_alef(alef: char) -> Option<u32> {
    match alef {
        '\u{622}' => Some(0xfef5),
        '\u{623}' => Some(0xfef7),
        '\u{625}' => Some(0xfef9),
        '\u{627}' => Some(0xfefb),
        _ => None,
    }
}

/// Stretches of one direction, those from the right turned round. What has no direction of its own goes with its
/// neighbours if they agree, and with the line if they do not.
fn runs(letters: &[char], from_right: bool) -> Vec<Vec<char>> {
    let own = |letter: char| match letter {
        _ if is_rtl(letter) => Some(true),
        _ if letter.is_alphanumeric() => Some(false),
        _ => None,
    };
    let mut runs: Vec<(bool, Vec<char>)> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let direction = own(*letter).unwrap_or_else(|| {
            let before = letters[..at].iter().rev().find_map(|letter| own(*letter));
            let after = letters[at..].iter().find_map(|letter| own(*letter));
            if before == after { before.unwrap_or(from_right) } else { from_right }
        });
        match runs.last_mut().filter(|(other, _)| *other == direction) {
            Some((_, run)) => run.push(*letter),
            None => runs.push((direction, vec![*letter])),
        }
    }
    let turned = |(is_turned, run): (bool, Vec<char>)| {
        if is_turned { run.into_iter().rev().map(mirrored).collect() } else { run }
    };
    runs.into_iter().map(turned).collect()
}

fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '\u{ab}' => '\u{bb}',
        '\u{bb}' => '\u{ab}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_the_shapes_of_their_places() {
        // Sin at the beginning, lam and alef as one at its end, mim alone: "salam", read from the right.
        assert_eq!(visual("\u{633}\u{644}\u{627}\u{645}"), "\u{fee1}\u{fefc}\u{feb3}");
        // Dal never ties to what follows; a vowel mark is passed over.
        assert_eq!(visual("\u{62f}\u{64e}\u{628}"), "\u{fe8f}\u{fea9}");
        assert_eq!((alone('\u{64a}'), alone('\u{6af}'), alone('x')), ('\u{fef1}', '\u{fb92}', 'x'));
    }

    #[test]
    fn words_of_both_directions_stand_in_their_order() {
        assert_eq!(visual("plain (words) 12"), "plain (words) 12");
        assert_eq!(visual("\u{5d0}\u{5d1} (\u{5d2})"), "(\u{5d2}) \u{5d1}\u{5d0}");
        assert_eq!(visual("\u{5d0}\u{5d1} 12 ab"), "12 ab \u{5d1}\u{5d0}");
        assert_eq!(visual("say \u{5d0}\u{5d1} now"), "say \u{5d1}\u{5d0} now");
    }
}
