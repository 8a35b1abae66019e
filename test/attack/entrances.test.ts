import { attack } from "./attack";
import { entrancePrograms } from "./programs/programs";

test("no public entrance takes what it must not, or fails without advice", () => {
  attack(entrancePrograms(), 6000);
});
