const makeOne = 'new RTCPeerConnection()';
const inline = (script: string) => `<script>${script}</script>`;
/** As a string in an inline script, which an end tag would end. */
const quoted = (html: string) => JSON.stringify(html).replaceAll('/', '\\/');
const attribute = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A page that makes a frame and goes on with it at once, as `frame`. */
const withFrame = (script: string) =>
  inline(`
    const frame = document.createElement('iframe');
    ${script}`);
const added = 'document.documentElement.append(frame);';

/** The strictest policy that still runs the page's one inline script. */
const strictPolicy = "default-src 'none'; script-src 'nonce-x'; sandbox allow-scripts";

/** Ways to come by another window: each page makes one connection in it. */
export const windows: Record<string, string> = {
  'a frame of the same origin': `<iframe src="/one.html"></iframe>`,
  'a frame of the same origin, used before it has loaded': withFrame(`
    frame.src = '/empty.html';
    ${added}
    new frame.contentWindow.RTCPeerConnection();`),
  'an about:blank frame, used at once': withFrame(`${added} new frame.contentWindow.RTCPeerConnection();`),
  'a srcdoc frame': `<iframe srcdoc="${attribute(inline(makeOne))}"></iframe>`,
  'a srcdoc frame, used before it has loaded': withFrame(`
    frame.srcdoc = '<p>later</p>';
    ${added}
    new frame.contentWindow.RTCPeerConnection();`),
  'a sandboxed frame of opaque origin': `<iframe sandbox="allow-scripts" src="/one.html"></iframe>`,
  'a sandboxed frame, used before it has loaded': withFrame(`
    frame.sandbox = 'allow-scripts allow-same-origin';
    frame.src = '/empty.html';
    ${added}
    new frame.contentWindow.RTCPeerConnection();`),
  'a data: frame': `<iframe src="data:text/html,${encodeURIComponent(inline(makeOne))}"></iframe>`,
  'a blob: frame': withFrame(`
    frame.src = URL.createObjectURL(new Blob([${quoted(inline(makeOne))}], { type: 'text/html' }));
    ${added}`),
  'a javascript: frame that makes it as it loads': `<iframe src="javascript:void ${makeOne}"></iframe>`,
  'a javascript: frame that is what the address evaluates to': `<iframe src="${attribute(
    `javascript:${quoted(inline(makeOne))}`,
  )}"></iframe>`,
  'a frame sent to a javascript: address later': withFrame(`
    ${added}
    frame.src = 'javascript:void ${makeOne}';`),
  'a frame written with document.write': withFrame(`
    ${added}
    frame.contentDocument.write(${quoted(inline(makeOne))});
    frame.contentDocument.close();`),
  'a frame opened anew and written to': withFrame(`
    ${added}
    frame.contentDocument.open();
    frame.contentDocument.write('<p>anew</p>');
    frame.contentDocument.close();
    new frame.contentWindow.RTCPeerConnection();`),
  'an about:blank frame in another, used at once': inline(`
    let inner = window;
    for (let i = 0; i < 2; i++) {
      const frame = inner.document.createElement('iframe');
      inner.document.documentElement.append(frame);
      inner = frame.contentWindow;
    }
    new inner.RTCPeerConnection();`),
  'the first script of a page under the strictest policy': `<iframe src="/strict.html"></iframe>`,
  'a popup': inline(`globalThis.popup = open('/one.html');`),
  'a popup without an opener': inline(`open('/one-closed-later.html', '', 'noopener');`),
  'an empty popup, used at once': inline(`globalThis.popup = open(''); new popup.RTCPeerConnection();`),
  'an about:blank popup, used at once': inline(
    `globalThis.popup = open('about:blank'); new popup.RTCPeerConnection();`,
  ),
  'an empty popup, written to': inline(`
    globalThis.popup = open('');
    popup.document.write(${quoted(inline(makeOne))});
    popup.document.close();`),
  'a popup of the same origin, used before it has loaded': inline(`
    globalThis.popup = open('/empty.html');
    new popup.RTCPeerConnection();`),
  'a blob: popup': inline(`
    globalThis.popup = open(URL.createObjectURL(new Blob([${quoted(inline(makeOne))}], { type: 'text/html' })));`),
  'a fenced frame': inline(`
    const frame = document.createElement('fencedframe');
    frame.config = new FencedFrameConfig(location.origin + '/fenced.html');
    document.documentElement.append(frame);`),
};

const emptyFirst =
  'browsers run no content script in the empty document that a window shows until what it was made for has come';

/** Where connections are not seen, and why it cannot be helped. The tests make sure that they are not. */
export const unseen: Record<string, string> = {
  'a frame of the same origin, used before it has loaded': emptyFirst,
  'a srcdoc frame, used before it has loaded': emptyFirst,
  'a sandboxed frame, used before it has loaded': emptyFirst,
  'a javascript: frame that makes it as it loads': emptyFirst,
  'a popup of the same origin, used before it has loaded': emptyFirst,
  'a fenced frame': 'there are none: neither browser gives a page the FencedFrameConfig that loads one',
};

/** What these pages load, with the headers it comes with. */
export const parts: Record<string, { text: string; headers?: Record<string, string> }> = {
  '/one.html': { text: inline(makeOne) },
  '/one-closed-later.html': {
    text: inline(`${makeOne}; new BroadcastChannel('over').onmessage = () => close();`),
  },
  '/empty.html': { text: '<p>later</p>' },
  '/strict.html': {
    text: `<script nonce="x">${makeOne}</script>`,
    headers: { 'content-security-policy': strictPolicy },
  },
  '/fenced.html': { text: inline(makeOne), headers: { 'supports-loading-mode': 'fenced-frame' } },
};
