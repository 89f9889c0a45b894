// Runs the npm client "node-cayley" against the server named on the command line.
const assert = require("node:assert");
const [host] = process.argv.slice(2);

// The client names the variable of ToValue with an id of shortid, whose alphabet has a "-" by default: now and then that
// is no JavaScript name. This alphabet has "é" in its place.
require("shortid").characters("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_é");

const client = require("node-cayley")(host, { promisify: true, logLevel: 0 });
const g = client.graph;

const people = [
  {
    primaryKey: "</user/ada>", label: "companyA", userId: "ada", realName: "Ada Ash", follows: ["</user/ben>", "</user/cy>"],
    mobile: { isVerified: false, number: "+1 5551" },
  },
  { primaryKey: "</user/ben>", label: "companyB", userId: "ben", realName: "Ben “B” Öz 🦊", follows: ["</user/cy>"] },
  { primaryKey: "</user/cy>", userId: "cy", email: "cy@example.org" },
];
const ids = (answer) => (answer.result || []).map((row) => row.id).sort();

(async () => {
  const written = await client.write(people);
  assert.match(written.result ?? JSON.stringify(written), /^Successfully wrote \d+ quads\.$/);

  const quads = await client.read();
  assert.equal(quads.length, written.count);
  assert.ok(quads.some((q) => q.subject === "</user/ben>" && q.predicate === "<realName>" && q.object === people[1].realName && q.label === "companyB"));

  assert.deepEqual(ids(await g.V("</user/ada>").Out("<follows>").All()), ["</user/ben>", "</user/cy>"]);
  assert.deepEqual(ids(await g.V("</user/cy>").In("<follows>").All()), ["</user/ada>", "</user/ben>"]);
  assert.deepEqual(ids(await g.V("</user/ada>").Out("<mobile>").Out("<number>").All()), ["+1 5551"]);
  assert.deepEqual(ids(await g.V("</user/ada>").Out(["<follows>", "<userId>"], "pred").All()), ["</user/ben>", "</user/cy>", "ada"]);
  assert.deepEqual(await g.V("</user/ada>").Tag("me").Out("<realName>").All(), { result: [{ id: "Ada Ash", me: "</user/ada>" }], complete: true });
  assert.deepEqual(ids(await g.V("</user/ada>").LabelContext("companyA").Out("<realName>").All()), ["Ada Ash"]);
  assert.deepEqual(ids(await g.V("</user/ada>").Out("<follows>").Intersect(g.V("</user/ben>").Out("<follows>")).All()), ["</user/cy>"]);
  assert.deepEqual(ids(await g.V("</user/ada>").Out("<follows>").Except(g.V("</user/cy>")).All()), ["</user/ben>"]);
  assert.deepEqual(ids(await g.V("</user/ada>").Follow(g.M().Out("<follows>").Out("<follows>")).All()), ["</user/cy>"]);
  assert.equal((await g.V().GetLimit(3)).result.length, 3);
  assert.deepEqual((await g.V("</user/ada>").Out("<follows>").ForEach(function (d) { g.Emit(d.id); })).result.sort(), ["</user/ben>", "</user/cy>"]);
  assert.deepEqual((await g.V("</user/ada>").Out("<userId>").ToValue(function (value) { g.Emit(value); })).result, ["ada"]);
  assert.ok((await g.V("</user/ada>").Out("<follows>").Limit("x").All()).error);

  assert.deepEqual(await client.delete(people), { result: `Successfully deleted ${written.count} quads.`, count: written.count });
  assert.deepEqual(await client.read(), []);
  console.log("ok");
})().catch((err) => { console.error(err); process.exit(1); });
