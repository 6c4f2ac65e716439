import alert from 'lucide-static/dist/esm/icons/triangle-alert.mjs'
import arrowDown from 'lucide-static/dist/esm/icons/arrow-down.mjs'
import arrowRight from 'lucide-static/dist/esm/icons/arrow-right.mjs'
import arrowUp from 'lucide-static/dist/esm/icons/arrow-up.mjs'
import award from 'lucide-static/dist/esm/icons/award.mjs'
import ban from 'lucide-static/dist/esm/icons/ban.mjs'
import bell from 'lucide-static/dist/esm/icons/bell.mjs'
import book from 'lucide-static/dist/esm/icons/book-open.mjs'
import building from 'lucide-static/dist/esm/icons/building.mjs'
import calendar from 'lucide-static/dist/esm/icons/calendar.mjs'
import chart from 'lucide-static/dist/esm/icons/chart-column.mjs'
import check from 'lucide-static/dist/esm/icons/check.mjs'
import chevronDown from 'lucide-static/dist/esm/icons/chevron-down.mjs'
import chevronLeft from 'lucide-static/dist/esm/icons/chevron-left.mjs'
import chevronRight from 'lucide-static/dist/esm/icons/chevron-right.mjs'
import circle from 'lucide-static/dist/esm/icons/circle.mjs'
import clock from 'lucide-static/dist/esm/icons/clock.mjs'
import close from 'lucide-static/dist/esm/icons/x.mjs'
import copy from 'lucide-static/dist/esm/icons/copy.mjs'
import dot from 'lucide-static/dist/esm/icons/circle-dot.mjs'
import download from 'lucide-static/dist/esm/icons/download.mjs'
import edit from 'lucide-static/dist/esm/icons/pencil.mjs'
import error from 'lucide-static/dist/esm/icons/circle-x.mjs'
import external from 'lucide-static/dist/esm/icons/external-link.mjs'
import eye from 'lucide-static/dist/esm/icons/eye.mjs'
import file from 'lucide-static/dist/esm/icons/file-text.mjs'
import filter from 'lucide-static/dist/esm/icons/list-filter.mjs'
import flag from 'lucide-static/dist/esm/icons/flag.mjs'
import graduation from 'lucide-static/dist/esm/icons/graduation-cap.mjs'
import history from 'lucide-static/dist/esm/icons/rotate-ccw-clock.mjs'
import home from 'lucide-static/dist/esm/icons/house.mjs'
import inbox from 'lucide-static/dist/esm/icons/inbox.mjs'
import info from 'lucide-static/dist/esm/icons/info.mjs'
import key from 'lucide-static/dist/esm/icons/key-round.mjs'
import language from 'lucide-static/dist/esm/icons/languages.mjs'
import link from 'lucide-static/dist/esm/icons/link.mjs'
import list from 'lucide-static/dist/esm/icons/list.mjs'
import lock from 'lucide-static/dist/esm/icons/lock.mjs'
import mail from 'lucide-static/dist/esm/icons/mail.mjs'
import map from 'lucide-static/dist/esm/icons/map.mjs'
import menu from 'lucide-static/dist/esm/icons/menu.mjs'
import merge from 'lucide-static/dist/esm/icons/merge.mjs'
import minus from 'lucide-static/dist/esm/icons/minus.mjs'
import more from 'lucide-static/dist/esm/icons/ellipsis.mjs'
import phone from 'lucide-static/dist/esm/icons/phone.mjs'
import pin from 'lucide-static/dist/esm/icons/map-pin.mjs'
import plus from 'lucide-static/dist/esm/icons/plus.mjs'
import print from 'lucide-static/dist/esm/icons/printer.mjs'
import question from 'lucide-static/dist/esm/icons/circle-question-mark.mjs'
import refresh from 'lucide-static/dist/esm/icons/refresh-cw.mjs'
import save from 'lucide-static/dist/esm/icons/save.mjs'
import search from 'lucide-static/dist/esm/icons/search.mjs'
import send from 'lucide-static/dist/esm/icons/send.mjs'
import settings from 'lucide-static/dist/esm/icons/settings.mjs'
import sheet from 'lucide-static/dist/esm/icons/sheet.mjs'
import shield from 'lucide-static/dist/esm/icons/shield-check.mjs'
import signIn from 'lucide-static/dist/esm/icons/log-in.mjs'
import signOut from 'lucide-static/dist/esm/icons/log-out.mjs'
import sort from 'lucide-static/dist/esm/icons/arrow-up-down.mjs'
import star from 'lucide-static/dist/esm/icons/star.mjs'
import success from 'lucide-static/dist/esm/icons/circle-check.mjs'
import table from 'lucide-static/dist/esm/icons/table.mjs'
import target from 'lucide-static/dist/esm/icons/target.mjs'
import trash from 'lucide-static/dist/esm/icons/trash.mjs'
import undo from 'lucide-static/dist/esm/icons/undo-2.mjs'
import upload from 'lucide-static/dist/esm/icons/upload.mjs'
import user from 'lucide-static/dist/esm/icons/user.mjs'
import users from 'lucide-static/dist/esm/icons/users.mjs'
import waiting from 'lucide-static/dist/esm/icons/hourglass.mjs'

/** The icons this design system draws, by what they mean here. */
export const icons = {
  alert,
  arrowDown,
  arrowRight,
  arrowUp,
  award,
  ban,
  bell,
  book,
  building,
  calendar,
  chart,
  check,
  chevronDown,
  chevronLeft,
  chevronRight,
  circle,
  clock,
  close,
  copy,
  dot,
  download,
  edit,
  error,
  external,
  eye,
  file,
  filter,
  flag,
  graduation,
  history,
  home,
  inbox,
  info,
  key,
  language,
  link,
  list,
  lock,
  mail,
  map,
  menu,
  merge,
  minus,
  more,
  phone,
  pin,
  plus,
  print,
  question,
  refresh,
  save,
  search,
  send,
  settings,
  sheet,
  shield,
  signIn,
  signOut,
  sort,
  star,
  success,
  table,
  target,
  trash,
  undo,
  upload,
  user,
  users,
  waiting,
}

export type IconName = keyof typeof icons
