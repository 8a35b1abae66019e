import { buildApp } from "../main";
import { synthSummary } from "./synth-summary";

const app = buildApp();
app.synth();
process.stdout.write(synthSummary(app));
