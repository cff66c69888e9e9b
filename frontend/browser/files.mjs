// Files on their way into the program, past the browser.

/** Sends one file and gives the path of the upload's page. */
export async function upload(address, name, text) {
  const form = new FormData();
  form.append('files', new Blob([text]), name);
  const answer = await fetch(address + '/import', { method: 'POST', body: form, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`the upload of ${name} was answered with ${answer.status}`);
  return answer.headers.get('location');
}

/** Waits until an upload waits for a person, and gives its path again. */
export async function settle(address, path) {
  for (let i = 0; i < 600; i++) {
    const answer = await fetch(address + path);
    if (!answer.headers.has('refresh')) return path;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`${path} does not come to rest`);
}
