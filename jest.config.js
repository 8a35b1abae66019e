/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  // Half of the time is Terraform's: a worker more than Jest would start keeps the cores busy.
  maxWorkers: "100%",
  testMatch: ["**/*.test.ts"],
  // These need Terraform, packages, a browser or time: `npm run test:terraform`, `test:projects`, `test:browser`,
  // `test:access`.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/(terraform|projects|browser|access-proof)/"],
  // Types are checked once by `npm run check:types`; a test run only strips them.
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  moduleNameMapper: { "^cdktf-secure-function-behind-apim$": "<rootDir>/lib/index.ts" },
};
