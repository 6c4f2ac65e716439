/** The front door: the plan's figures and the records behind them. */
export { indicatorFigures, indicatorMembers, type IndicatorFigure, type IndicatorMember } from './answers.ts'
