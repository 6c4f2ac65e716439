/** A term as averages and progress read it. Days are `yyyy-mm-dd`. */
export type TermOf = {
  id: string
  name: string
  kind: 'main' | 'supplementary'
  school_year: number
  from_date: string
  to_date: string
}

/** A stretch of study that is judged as one: a main term with its supplementary ones, or a school year. */
export type Period = {
  /** Id of the main term, or the first calendar year. */
  key: string
  name: string
  school_year: number
  from_date: string
  to_date: string
  terms: readonly TermOf[]
}

const byStart = (a: TermOf, b: TermOf): number =>
  a.from_date < b.from_date ? -1 : a.from_date > b.from_date ? 1 : 0
const lastDay = (terms: readonly TermOf[]): string =>
  terms.map((term) => term.to_date).reduce((last, day) => (day > last ? day : last))

/**
 * Main terms in their order, each with the supplementary terms that follow it: results of a supplementary term are those of
 * the main term before it (Circular 04/2022, Art. 21, 32). One without a main term before it in its school year stands alone.
 */
export function termPeriods(terms: readonly TermOf[]): Period[] {
  const groups: TermOf[][] = []
  for (const term of terms.toSorted(byStart)) {
    const before = groups.at(-1)
    if (term.kind === 'supplementary' && before?.[0]?.school_year === term.school_year) before.push(term)
    else groups.push([term])
  }
  return groups.map((own) => ({
    key: own[0]!.id,
    name: own.map((term) => term.name).join(' + '),
    school_year: own[0]!.school_year,
    from_date: own[0]!.from_date,
    to_date: lastDay(own),
    terms: own,
  }))
}

/** School years in their order, each with all its terms. */
export function yearPeriods(terms: readonly TermOf[]): Period[] {
  return [...Map.groupBy(terms.toSorted(byStart), (term) => term.school_year)]
    .toSorted(([a], [b]) => a - b)
    .map(([year, own]) => ({
      key: String(year),
      name: `${year}–${year + 1}`,
      school_year: year,
      from_date: own[0]!.from_date,
      to_date: lastDay(own),
      terms: own,
    }))
}

/**
 * The period of a result: that of its term; one recognised from elsewhere has no term and counts with the period its decision
 * falls in (Circular 04/2022, Art. 16). Between two periods it is of the one before, before all of them of the first.
 */
export function periodOf(
  periods: readonly Period[],
  one: { term_id: string | null; studied: string },
): Period | undefined {
  if (one.term_id !== null)
    return periods.find((period) => period.terms.some((term) => term.id === one.term_id))
  const day = one.studied.slice(0, 10)
  return periods.findLast((period) => period.from_date <= day) ?? periods[0]
}
