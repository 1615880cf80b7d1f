const MAX_LINES = 200;

/** Appends a line to the log and keeps the newest in sight. */
export function logEvent(list, who, text, mood = '') {
  const line = document.createElement('li');
  const cells = [
    Object.assign(document.createElement('time'), { textContent: (performance.now() / 1000).toFixed(3) }),
    Object.assign(document.createElement('span'), { textContent: who, className: 'who' }),
    Object.assign(document.createElement('span'), { textContent: text }),
  ];
  cells[2].dataset.mood = mood;
  line.append(...cells);
  list.append(line);
  if (list.children.length > MAX_LINES) list.firstElementChild.remove();
  list.scrollTop = list.scrollHeight;
}
