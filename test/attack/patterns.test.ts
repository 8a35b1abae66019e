import { attack } from "./attack";
import { patternPrograms } from "./programs/programs";

test("no combination of properties, and of what is added later, opens the gate", () => {
  attack(patternPrograms(), 2000);
});
