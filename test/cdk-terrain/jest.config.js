const config = require("../../jest.config.js");

/** @type {import("jest").Config} */
module.exports = {
  ...config,
  rootDir: "../..",
  roots: ["<rootDir>/test/cdk-terrain"],
  testPathIgnorePatterns: ["/node_modules/"],
};
