"""Promise 4 against a workshop: memory, keys, the app's own files and the server's doors."""

from collections.abc import Callable

import pytest

from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import Desk
from tests.journeys.phone import PIN, UNLOCK, Phone
from tests.journeys.promises.test_a_phone_that_is_lost import lock, personal_words
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

NOTE = "Planted: what nobody else may read"
TYPED = "Planted: and half of another"
OPEN_ALL = """
const done = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
const rows = async (table) => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    if (db.objectStoreNames.contains(table)) {
      found.push(...await done(db.transaction(table).objectStore(table).getAll()));
    }
    db.close();
  }
  return found;
};
"""
TAKE_KEYS = f"""
async () => {{
  {OPEN_ALL}
  const tried = [];
  for (const kept of await rows('kept')) {{
    for (const key of [kept?.privateKey].filter((one) => one instanceof CryptoKey)) {{
      for (const how of ['jwk', 'pkcs8']) {{
        tried.push(await crypto.subtle.exportKey(how, key).then(() => 'taken', (no) => no.name));
      }}
    }}
  }}
  return tried;
}}
"""
KNOCK = f"""
async () => {{
  {OPEN_ALL}
  const ask = async (path, body) => {{
    const headers = {{ 'Content-Type': 'application/json' }};
    const how = body ? {{ method: 'POST', headers, body: JSON.stringify(body) }} : {{}};
    return (await fetch(path, how)).status;
  }};
  const [row] = await rows('outbox');
  const letters = [{{ id: row.id, sealed: row.sealed }}];
  const {{ device_id }} = row.sealed;
  const pull = {{ cursor: null, check_all: true, refresh: [] }};
  const sync = {{ protocol: 1, device_id, changes: [], pull: null, repaired: [] }};
  const shut = [
    await ask('/me'), await ask('/devices'), await ask('/refresh', {{ refresh_token: 'x.y.z' }}),
    await ask('/signing-keys', {{ public_key: 'B'.repeat(87) }}),
    await ask('/sync', {{ ...sync, pull }}),
    await ask('/sync', {{ ...sync, changes: letters, pull }}),
  ];
  const open = [];
  for (let i = 0; i < 3; i += 1) open.push(await ask('/sync', {{ ...sync, changes: letters }}));
  return {{ shut, open }};
}}
"""
LEAVE_AN_APP = """
async () => {
  const [name] = (await caches.keys()).filter((one) => one.startsWith('shell-'));
  const headers = { 'Content-Type': 'text/html' };
  const page = new Response('<h1>Stolen</h1>', { headers });
  await (await caches.open(name)).put('/index.html', page);
}
"""


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def memory_of(phone: Phone) -> str:
    """Everything that the page's memory holds, after its rubbish was taken out."""
    devtools = phone.context.new_cdp_session(phone.page)
    pieces: list[str] = []
    devtools.on("HeapProfiler.addHeapSnapshotChunk", lambda part: pieces.append(part["chunk"]))
    devtools.send("HeapProfiler.collectGarbage")
    devtools.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    devtools.detach()
    return "".join(pieces)


def test_locked_it_gives_up_nothing_to_somebody_with_tools(day: Day) -> None:
    phone = day.phone
    phone.kill_and_reopen()
    phone.lose_signal()
    visiting.write_note(phone, day.family, NOTE)
    visiting.begin_note(phone, day.family, TYPED)
    secrets = [*personal_words(day), NOTE, TYPED, PIN, "eyJhbGciOi"]
    assert NOTE in memory_of(phone)

    lock(phone)
    memory = memory_of(phone)
    assert [word for word in secrets if word in memory] == []
    tried = phone.page.evaluate(TAKE_KEYS)
    assert {*tried} == {"InvalidAccessError"}

    before = len(Desk(day.town.inside, day.worker).records("note"))
    phone.find_signal()
    knocked = phone.page.evaluate(KNOCK)
    assert {*knocked["shut"]} <= {401, 422}, knocked
    assert knocked["open"] == [200, 200, 200]
    texts = [note["fields"]["text"] for note in Desk(day.town.inside, day.worker).records("note")]
    assert (texts.count(NOTE), len(texts)) == (1, before + 1)

    phone.page.evaluate(LEAVE_AN_APP)
    phone.open_locked()
    phone.heading(UNLOCK)
