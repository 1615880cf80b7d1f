/** The path breaker of one call, as the demo's server offers it. */
export class Path {
  #id;

  constructor(id) {
    this.#id = id;
  }

  static async begin() {
    const { id } = await post('/api/calls', {});
    return new Path(id);
  }

  /** What the other party is to be told of a signal, or `null`. */
  rewrite(from, signal) {
    return this.#do('signal', { from, signal });
  }

  cut(scope) {
    return this.#do('cut', { scope });
  }

  mend() {
    return this.#do('mend', {});
  }

  rebind() {
    return this.#do('rebind', { peer: 'alice' });
  }

  end() {
    return this.#do('end', {});
  }

  async #do(action, body) {
    return (await post(`/api/calls/${this.#id}/${action}`, body)).result;
  }
}

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    // The last request of a page that is being left still goes out.
    keepalive: true,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
