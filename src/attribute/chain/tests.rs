//! The chain against all readings of small texts.

use super::*;

/// Answers of one paragraph and more.
fn style() -> Style {
    let weight = |(name, ..): &(&str, Option<State>, State)| match *name {
        "host_host" => -1.0,
        "host_guest" | "guest_host" => 1.0,
        "start_guest" | "front_guest" => -1.0,
        "start_front" | "host_back" | "guest_back" => -3.0,
        "host_aside" | "guest_aside" | "aside_aside" => -4.0,
        _ => 0.0,
    };
    let weights: Vec<f64> = STEPS.iter().map(weight).collect();
    Style::of(1.0, 1.0, &weights.try_into().unwrap())
}

fn host(score: f64) -> Scores {
    Scores { states: [score, 0.0, -5.0, -5.0, -5.0], ..Scores::default() }
}

#[test]
fn the_best_reading_follows_scores_and_transitions() {
    let reading = read(&[host(2.0), host(-1.0), host(0.0), host(-1.0)], &style(), &[]);
    assert_eq!(reading.states, [State::Host, State::Guest, State::Host, State::Guest]);
    for (i, posterior) in reading.posteriors.iter().enumerate() {
        assert!((posterior.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((0.0..=1.0 + 1e-9).contains(&reading.boundaries[i]));
    }
}

#[test]
fn posteriors_are_those_of_full_enumeration() {
    let style = style();
    let scores = [host(0.3), host(-0.2), Scores { turn: 0.7, answer: 0.4, ..host(0.1) }];
    let reading = read(&scores, &style, &[]);
    let (mut total, mut host_last, mut begins_last) = (0.0f64, 0.0, 0.0);
    for code in 0..N * N * N {
        let path = [code % N, code / N % N, code / N / N];
        let mut score = style.start[path[0]] + scores[0].states[path[0]];
        for i in 1..3 {
            let answer = if path[i] == 1 { scores[i].answer } else { 0.0 };
            let begins = begins(path[i - 1], path[i]);
            let turn = if begins { scores[i].turn + answer } else { 0.0 };
            score += style.follows[path[i - 1]][path[i]] + scores[i].states[path[i]] + turn;
        }
        total += score.exp();
        host_last += if path[2] == 0 { score.exp() } else { 0.0 };
        begins_last += if begins(path[1], path[2]) { score.exp() } else { 0.0 };
    }
    assert!((reading.log_total - total.ln()).abs() < 1e-9);
    assert!((reading.posteriors[2][0] - host_last / total).abs() < 1e-9);
    assert!((reading.boundaries[2] - begins_last / total).abs() < 1e-9);
}

#[test]
fn front_matter_comes_first_and_back_matter_last() {
    let silent = Scores { states: [-4.0, -4.0, 0.0, 0.0, 0.0], ..Scores::default() };
    let scores = [silent, silent, host(2.0), host(-2.0), silent, silent];
    let reading = read(&scores, &style(), &[]);
    assert_eq!(reading.states[..2], [State::Front; 2]);
    assert_eq!(reading.states[4..], [State::Back; 2]);
}

#[test]
fn what_is_known_is_kept_and_tells_of_its_neighbours() {
    let scores = [host(2.0), host(-1.0), host(0.0), host(-1.0)];
    let free = read(&scores, &style(), &[]);
    assert_eq!(free.states[3], State::Guest);
    let known = Clamp { state: Some(State::Host), ..Clamp::default() };
    let clamps = [Clamp::default(), Clamp::default(), Clamp::default(), known];
    let reading = read(&scores, &style(), &clamps);
    assert_eq!(reading.states[3], State::Host);
    assert!((reading.posteriors[3][0] - 1.0).abs() < 1e-9);
    assert!(reading.posteriors[2][1] > free.posteriors[2][1], "whom the host follows");
    let goes_on = Clamp { begins: Some(false), speaks: true, ..Clamp::default() };
    let speaks = Clamp { speaks: true, ..Clamp::default() };
    let reading = read(&scores, &style(), &[speaks, goes_on]);
    assert_eq!(reading.states[0], reading.states[1]);
    assert!(reading.boundaries[1] < 1e-9);
    // What cannot be is no reason to fall over.
    let guest = Clamp { state: Some(State::Guest), ..goes_on };
    let reading = read(&scores, &style(), &[known, guest]);
    assert!(reading.posteriors.iter().flatten().all(|p| p.is_finite()));
}
