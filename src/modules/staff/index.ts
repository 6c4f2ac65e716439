/** The front door: what other modules may use. */
export { contracts, isHeld, managerTitles, roles, type Contract, type Post, type Role } from './post.ts'
export { listPosts } from './store/post.ts'
export { listStaff, type StaffFilter, type StaffRow } from './store/list.ts'
