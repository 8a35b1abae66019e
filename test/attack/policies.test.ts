import { attack } from "./attack";
import { policyPrograms } from "./programs/programs";

test("no policy of an API, an operation or a product opens the gate or shows the gateway's token", () => {
  attack(policyPrograms(), 2000);
});
