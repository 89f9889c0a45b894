// Runs the npm client "cayley" against the server named on the command line; the last argument is a file of N-Quads.
const assert = require("node:assert");
const util = require("node:util");
const [host, file] = process.argv.slice(2);
const client = require("cayley")(host);
const g = client.graph;

const call = (f, ...args) => new Promise((resolve, reject) => f(...args, (err, body) => err ? reject(err) : resolve(body)));
const all = (query) => new Promise((resolve, reject) => query.All((err, rows) => err ? reject(err) : resolve(rows)));
const ids = (rows) => rows.map((row) => row.id).sort();

const quads = [
  { subject: "alice", predicate: "follows", object: "bob" },
  { subject: "charlie", predicate: "follows", object: "bob" },
  { subject: "charlie", predicate: "follows", object: "dani" },
  { subject: "bob", predicate: "follows", object: "fred", label: "winter" },
  { subject: "bob", predicate: "status", object: "cool: \"yes\" naïve 🦊" },
];

(async () => {
  assert.deepEqual(await call(client.write, quads), { result: "Successfully wrote 5 quads.", count: 5 });

  assert.deepEqual(ids(await all(g.V("bob").In("follows"))), ["alice", "charlie"]);
  assert.deepEqual(await all(g.V("bob").Out("status")), [{ id: quads[4].object }]);
  assert.deepEqual(await all(g.V("charlie").Tag("who").Out("follows").Has("follows", "fred")), [{ id: "bob", who: "charlie" }]);
  assert.deepEqual(ids(await all(g.V("alice").Out("follows").Union(g.V("charlie").Out("follows")))), ["bob", "bob", "dani"]);
  assert.deepEqual(ids(await all(g.V("alice").Follow(g.M().Out("follows").Out("follows")))), ["fred"]);
  assert.deepEqual(ids(await all(g.V("charlie").As("x").Out("follows").Out("status").Back("x"))), ["charlie"]);
  assert.deepEqual(await all(g.V("bob").Save("status", "s")), [{ id: "bob", s: quads[4].object }]);
  assert.equal((await new Promise((resolve, reject) => g.V().GetLimit(2).then(resolve, reject))).length, 2);
  assert.deepEqual(await new Promise((resolve, reject) => g.V("bob").In("follows").ForEach(function (d) { g.Emit(d.id); }).then(resolve, reject)).then((r) => r.sort()), ["alice", "charlie"]);
  assert.deepEqual(await all(g.V("nobody").Out("follows")), null);

  const shape = await call(g.type("shape").query, 'g.V("alice").Out("follows").All()');
  assert.ok(shape.nodes.length >= 2 && shape.links.length === 1, util.inspect(shape));

  const written = JSON.parse(await call(client.writeFile, file));
  assert.deepEqual(written, { result: "Successfully wrote 2 quads.", count: 2 });
  assert.deepEqual(ids(await all(g.V("<http://example.org/a>").Out("<http://example.org/b>"))), ["7", "c"].map((x) => x === "7" ? 7 : x));

  const refused = await call(client.write, [{ subject: "alice" }]);
  assert.ok(refused.error, util.inspect(refused));
  const faulty = await call(g.type("shape").query, "g.V(");
  assert.match(faulty.error, /line 1, column 5/);

  assert.deepEqual(await call(client.delete, quads), { result: "Successfully deleted 5 quads.", count: 5 });
  assert.deepEqual(await all(g.V("bob").In("follows")), null);
  console.log("ok");
})().catch((err) => { console.error(err); process.exit(1); });
