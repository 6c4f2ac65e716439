/** Outside libraries the tests compare with; they bring no types of their own. */
declare module '@digitalbazaar/*'
declare module '@digitalcredentials/*'
