// Works a second for a request to join, so that programs do not ask by the thousand.
// Without this file the request is taken, too; it is looked at more carefully.
const form = document.querySelector("form[data-proof]");
const bits = Number(form?.dataset.proof);
const busy = form?.querySelector("[data-working]");

async function begins(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new DataView(bytes).getUint32(0) >>> (32 - bits) === 0;
}

async function work(challenge, mail) {
  for (let nonce = 0; ; nonce += 1) {
    if (await begins(`${challenge}:${mail}:${nonce}`)) {
      return String(nonce);
    }
  }
}

let working = false;
if (form && globalThis.crypto?.subtle) {
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name !== "ask") {
      return;
    }
    event.preventDefault();
    if (working) {
      return;
    }
    working = true;
    busy.hidden = false;
    form.elements.proof.value = await work(form.elements.clkss_token.value, form.elements.mail.value.trim());
    form.submit();
  });
  addEventListener("pageshow", () => {
    working = false;
    busy.hidden = true;
  });
}
