// Builds console.js from src, and LICENSES.txt from the licences of the bundled packages. The first line of console.js
// has the SHA-256 of the sources; a test compares it with the files.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { build } from "esbuild"

const sources = readdirSync("src").sort().map((name) => `src/${name}`)
const sum = createHash("sha256")
for (const name of [...sources, "package-lock.json"]) sum.update(readFileSync(name))

const { metafile } = await build({
  entryPoints: ["src/main.js"], outfile: "console.js", bundle: true, minify: true, format: "esm", target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' }, legalComments: "none", metafile: true,
  banner: { js: `// built from ${sum.digest("hex")}` },
})

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []))
const licences = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`))
  const file = readdirSync(`node_modules/${name}`).find((entry) => /^licen[cs]e/i.test(entry))
  return `${name} ${version} (${license})\n\n${file ? readFileSync(`node_modules/${name}/${file}`, "utf8").trim() : ""}\n`
})
writeFileSync("LICENSES.txt", licences.join(`\n${"-".repeat(72)}\n\n`))
