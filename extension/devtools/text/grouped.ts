const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number: `1,234`. Asked for in every frame: `toLocaleString` makes a formatter anew each time. */
export const grouped = (n: number): string => whole.format(n);
