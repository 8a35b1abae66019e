export { isDay } from "../support/calendar";
