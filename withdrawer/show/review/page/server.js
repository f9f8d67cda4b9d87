// Talks to the program that opened this page: the address's token is traded once for a key, kept for this tab only.

const KEY = "review-key";

export class Refused extends Error {
  constructor(status, told) {
    super(told.message || "withdrawer did not understand this page. Reload it.");
    this.status = status;
    this.hint = told.hint || "";
    this.needsLook = Boolean(told.needs_look);
  }
}

export class Lost extends Error {}

async function send(method, path, body, options = {}) {
  const headers = { "x-review-key": sessionStorage.getItem(KEY) || "" };
  if (body !== undefined) headers["content-type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      ...options,
    });
  } catch {
    throw new Lost();
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

export async function enter() {
  const token = location.hash.slice(1);
  if (token) {
    history.replaceState(null, "", location.pathname);
    const { key } = await send("POST", "/key", { token });
    sessionStorage.setItem(KEY, key);
  }
}

export const get = (path) => send("GET", path);
export const post = (path, body) => send("POST", path, body);

// The picture, as a document: unlike a text it can be taken over without becoming markup here.
export const getPicture = () =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", "/picture");
    request.setRequestHeader("x-review-key", sessionStorage.getItem(KEY) || "");
    request.responseType = "document";
    request.onload = () => resolve([...(request.responseXML?.body.children ?? [])]);
    request.onerror = () => reject(new Lost());
    request.send();
  });

// A page that is reloaded says this too: withdrawer waits a while for it to come back.
export const sayLeft = () => void send("POST", "/left", {}, { keepalive: true }).catch(() => {});
