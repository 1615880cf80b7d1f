import * as v from 'valibot';

/** JSON reads `1e999` as infinite, and writes that as `null`. */
export const number = v.pipe(v.number(), v.finite());
/** Epoch milliseconds as a float: `performance.timeOrigin + performance.now()`. */
export const time = number;
/** Milliseconds. */
export const duration = number;
export const count = v.pipe(v.number(), v.finite(), v.minValue(0));
export const integer = v.pipe(v.number(), v.integer(), v.minValue(0));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** Text that came from a page: bounded, and only ever shown as text. */
export const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));
/** RFC 8839 allows 4 to 256 characters; what a page sets is not checked, only bounded. */
export const ufrag = text(256);
export const mediaKind = v.picklist(['audio', 'video']);
