/** Which card an arrow key leads to: the nearest one in that direction, those straight ahead first. */

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much more a step aside counts than one ahead. */
const aside = 3;

export function nextCard<Card extends Pick<Element, 'getBoundingClientRect'>>(
  from: Card,
  cards: readonly Card[],
  direction: Direction,
): Card | undefined {
  const start = middleOf(from);
  let best: { readonly card: Card; readonly distance: number } | undefined;
  for (const card of cards) {
    const { x, y } = middleOf(card);
    const [across, down] = [x - start.x, y - start.y];
    const isLevel = direction === 'left' || direction === 'right';
    const ahead = direction === 'left' ? -across : direction === 'right' ? across : direction === 'up' ? -down : down;
    const distance = ahead + aside * Math.abs(isLevel ? down : across);
    if (card !== from && ahead > 1 && (!best || distance < best.distance)) best = { card, distance };
  }
  return best?.card;
}

function middleOf(card: Pick<Element, 'getBoundingClientRect'>): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = card.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
