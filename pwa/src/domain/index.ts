/** What the product knows without a browser: records, changes, rules. */
export * from './alert-records';
export * from './apply-change';
export * from './area-records';
export * from './arrangement-records';
export * from './call-window';
export * from './changes';
export * from './checks';
export * from './checksum';
export * from './clock';
export * from './depends-on';
export * from './feeds';
export * from './ids';
export * from './london';
export * from './messages';
export * from './records';
export * from './search';
export * from './staff-records';
