/**
 * The way of each arrow through the columns of a layout: level where a column stands, so that it passes between the
 * boxes there, and bending only in the gaps between columns. Ends are spread over the side of their box.
 */

import type { Point, Rectangle } from './layout';

/** An arrow with the points that the layout gave it, one for each column on its way, without those at its ends. */
export interface ArrowCourse {
  readonly source: Rectangle;
  readonly destination: Rectangle;
  readonly via: readonly Point[];
}

/** Left and right end of a column, in pixels. */
export interface Column {
  readonly middle: number;
  readonly left: number;
  readonly right: number;
}

/** The columns in which these rectangles stand; those of one column have the same middle. */
export function columnsOf(rectangles: Iterable<Rectangle>): readonly Column[] {
  const columns = new Map<number, Column>();
  for (const { x, width } of rectangles) {
    const middle = Math.round(x + width / 2);
    const known = columns.get(middle);
    columns.set(middle, {
      middle,
      left: Math.min(known?.left ?? x, x),
      right: Math.max(known?.right ?? x + width, x + width),
    });
  }
  return [...columns.values()];
}

/** SVG path data of each course, in the same order. */
export function arrowPaths(courses: readonly ArrowCourse[], columns: readonly Column[]): readonly string[] {
  const byMiddle = new Map(columns.map((column) => [column.middle, column]));
  const columnAt = (x: number): Column => byMiddle.get(Math.round(x)) ?? { middle: x, left: x, right: x };
  const starts = spread(
    courses.map(({ source, destination, via }) => ({ box: source, toward: via[0] ?? centre(destination) })),
  );
  const ends = spread(
    courses.map(({ source, destination, via }) => ({
      box: destination,
      toward: via.at(-1) ?? centre(source),
    })),
  );
  return courses.map(({ source, destination, via }, index) => {
    const start = starts[index] ?? centre(source);
    const end = ends[index] ?? centre(destination);
    // Where no column stands, nothing is in the way.
    const passed = via.filter(({ x }) => byMiddle.has(Math.round(x)));
    const stops = [{ x: centre(source).x, y: start.y }, ...passed, { x: centre(destination).x, y: end.y }];
    let path = `M${text(start)}`;
    stops.forEach((stop, position) => {
      const next = stops[position + 1];
      if (next === undefined) return;
      const forward = next.x >= stop.x;
      const leave = { x: forward ? columnAt(stop.x).right : columnAt(stop.x).left, y: stop.y };
      const enter = { x: forward ? columnAt(next.x).left : columnAt(next.x).right, y: next.y };
      const bend = (leave.x + enter.x) / 2;
      path += `H${round(leave.x)}`;
      path +=
        leave.y === enter.y
          ? `H${round(enter.x)}`
          : `C${round(bend)} ${round(leave.y)} ${round(bend)} ${round(enter.y)} ${text(enter)}`;
    });
    return `${path}H${round(end.x)}`;
  });
}

const CORNER = 10;
const WIDEST_STEP = 16;

/** For each end of an arrow, where it touches its box: ends at one side lie in the order of where they come from. */
function spread(ends: readonly { readonly box: Rectangle; readonly toward: Point }[]): readonly Point[] {
  const sides = new Map<string, { readonly index: number; readonly y: number }[]>();
  const isRight = ends.map(({ box, toward }) => toward.x >= centre(box).x);
  ends.forEach(({ box, toward }, index) => {
    const key = `${box.x} ${box.y} ${String(isRight[index])}`;
    const side = sides.get(key);
    if (side === undefined) sides.set(key, [{ index, y: toward.y }]);
    else side.push({ index, y: toward.y });
  });
  const points = new Map<number, Point>();
  for (const side of sides.values()) {
    side.sort((a, b) => a.y - b.y || a.index - b.index);
    side.forEach(({ index }, position) => {
      const end = ends[index];
      if (end === undefined) return;
      const { box } = end;
      const step = side.length < 2 ? 0 : Math.min(WIDEST_STEP, (box.height - 2 * CORNER) / (side.length - 1));
      const y = centre(box).y + (position - (side.length - 1) / 2) * step;
      points.set(index, { x: isRight[index] === true ? box.x + box.width : box.x, y });
    });
  }
  return ends.map(({ box }, index) => points.get(index) ?? centre(box));
}

function centre({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function text({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** A tenth of a pixel is as fine as anybody sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
