const config = require("../../jest.config.js");

/** @type {import("jest").Config} */
module.exports = {
  ...config,
  rootDir: "../..",
  roots: ["<rootDir>/test/access-proof"],
  testPathIgnorePatterns: ["/node_modules/"],
};
