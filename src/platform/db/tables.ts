/**
 * Every table of the composed schema, by `schema.table`. Each module adds its own in its generated `tables.gen.ts`
 * (declaration merging), so that no central list of tables exists.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface Tables {}
