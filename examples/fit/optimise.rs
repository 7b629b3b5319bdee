//! Minimises a smooth convex function under sign constraints: accelerated projected gradient (Nesterov 1983, with the
//! adaptive restart of O'Donoghue & Candès 2015) and a backtracking step.

/// The most steps taken.
const MAX_STEPS: usize = 600;

/// The relative change of the value that ends the search.
const TOLERANCE: f64 = 1e-6;

/// Minimises `function`, which gives its value and writes its gradient, from `start`; `project` keeps a point feasible.
pub fn minimise(
    start: Vec<f64>,
    mut function: impl FnMut(&[f64], &mut [f64]) -> f64,
    project: impl Fn(&mut [f64]),
) -> Vec<f64> {
    let size = start.len();
    let (mut point, mut ahead) = (start.clone(), start);
    let (mut gradient, mut spare) = (vec![0.0; size], vec![0.0; size]);
    let (mut step, mut momentum) = (1e-2, 1.0_f64);
    let mut value = f64::INFINITY;
    for _ in 0..MAX_STEPS {
        let value_ahead = function(&ahead, &mut gradient);
        let (next, next_value) = loop {
            let mut next: Vec<f64> =
                ahead.iter().zip(&gradient).map(|(at, slope)| at - step * slope).collect();
            project(&mut next);
            let next_value = function(&next, &mut spare);
            let moved: f64 = next.iter().zip(&ahead).map(|(next, at)| (next - at) * (next - at)).sum();
            let along: f64 =
                next.iter().zip(&ahead).zip(&gradient).map(|((next, at), slope)| (next - at) * slope).sum();
            if next_value <= value_ahead + along + moved / (2.0 * step) + 1e-9 || step < 1e-9 {
                break (next, next_value);
            }
            step /= 2.0;
        };
        let is_worse = next_value > value;
        let next_momentum =
            if is_worse { 1.0 } else { (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0 };
        let pull = if is_worse { 0.0 } else { (momentum - 1.0) / next_momentum };
        ahead = next.iter().zip(&point).map(|(next, point)| next + pull * (next - point)).collect();
        let is_done = (value - next_value).abs() < TOLERANCE * next_value.abs() && !is_worse;
        (point, value, momentum) = (next, next_value, next_momentum);
        step *= 1.1;
        if is_done {
            break;
        }
    }
    point
}
