const config = require("../../jest.config.js");

/** @type {import("jest").Config} */
module.exports = {
  ...config,
  rootDir: "../..",
  // One after the other: a suite builds the package whose assembly the other one reads.
  maxWorkers: 1,
  roots: ["<rootDir>/test/projects"],
  testPathIgnorePatterns: ["/node_modules/"],
};
