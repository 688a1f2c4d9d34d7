// The terminal in the page, and the socket to the program behind it.
//
// xterm.mjs, addon-fit.mjs, addon-unicode-graphemes.mjs and xterm.css are those of the npm
// packages @xterm/xterm 6.0.0, addon-fit 0.11.0 and addon-unicode-graphemes 0.4.0, unchanged.
import { FitAddon } from "./addon-fit.mjs";
import { UnicodeGraphemesAddon } from "./addon-unicode-graphemes.mjs";
import { Terminal } from "./xterm.mjs";

const notice = document.getElementById("notice");
const again = notice.querySelector("button");
const { lost, ended } = document.body.dataset;

const terminal = new Terminal({
  allowProposedApi: true,
  fontFamily:
    'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", ' +
    '"Noto Sans Mono CJK TC", "PingFang TC", "Microsoft JhengHei", monospace',
  fontSize: 16,
  scrollback: 0,
  theme: { background: "#16181d" },
});
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.loadAddon(new UnicodeGraphemesAddon());
terminal.open(document.getElementById("terminal"));
fit.fit();

let socket;

function send(...message) {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function say(sentence) {
  notice.querySelector("p").textContent = sentence;
  notice.hidden = false;
  again.focus();
}

function connect() {
  const address = new URL(`${location.pathname.replace(/\/$/, "")}/screen`, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.search = new URLSearchParams({ w: terminal.cols, h: terminal.rows });
  const opened = new WebSocket(address);
  opened.binaryType = "arraybuffer";
  socket = opened;
  let reason = lost;
  opened.onmessage = ({ data }) => {
    if (typeof data !== "string") {
      terminal.write(new Uint8Array(data));
      return;
    }
    const [kind, text] = JSON.parse(data);
    if (kind === "end") reason = text || ended;
    else if (kind === "open" && /^(https?:|\/)/.test(text)) window.open(text, "_blank", "noopener");
  };
  opened.onopen = () => {
    terminal.reset();
    terminal.write(`${document.title} …`); // until the program has begun
    terminal.focus();
    send("size", terminal.cols, terminal.rows);
    send("focus", document.hasFocus());
  };
  opened.onclose = () => say(reason);
}

again.onclick = () => {
  notice.hidden = true;
  connect();
};
// Pasting, and copying what is selected, are the browser's.
terminal.attachCustomKeyEventHandler(
  ({ ctrlKey, code }) =>
    !(ctrlKey && (code === "KeyV" || (code === "KeyC" && terminal.hasSelection()))),
);
terminal.onData((text) => send("keys", text));
terminal.onResize(({ cols, rows }) => send("size", cols, rows));
new ResizeObserver(() => fit.fit()).observe(document.body);
window.onfocus = () => send("focus", true);
window.onblur = () => send("focus", false);
connect();
