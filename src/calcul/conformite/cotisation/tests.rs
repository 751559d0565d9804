use super::*;

/// The cheapest has all the points, a price twice as high half of them; rounded half up to
/// the millionth.
#[test]
fn les_points_d_un_prix_sont_en_proportion() {
    let part = |cible, prix| part(Centimes::new(cible), Centimes::new(prix)).valeur();
    assert_eq!(part(100_00, 100_00), 1_000_000);
    assert_eq!(part(100_00, 90_00), 1_000_000);
    assert_eq!(part(100_00, 200_00), 500_000);
    assert_eq!(part(100_00, 300_00), 333_333);
    assert_eq!(part(100_00, 150_00), 666_667);
    assert_eq!(part(0, 1), 0);
}
