/**
 * The keys of a list of which one item has the focus (roving tabindex). Returns the item that a key leads to,
 * and moves the focus there once it is drawn; `null` for every other key.
 */
export function rovingKey(event: KeyboardEvent, order: string[], current: string | null): string | null {
  const at = current === null ? -1 : order.indexOf(current);
  const next = order[target(event.key, at, order.length)];
  if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return null;
  event.preventDefault();
  const list = event.currentTarget as HTMLElement;
  requestAnimationFrame(() => {
    list.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  });
  return next;
}

function target(key: string, at: number, length: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, length - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + 10, length - 1);
    case 'PageUp':
      return Math.max(at - 10, 0);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return -1;
  }
}
