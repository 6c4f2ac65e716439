/** A name of three lines on a phone, as long as those of real schools. */
export const longName =
  'Trường Cao đẳng Kỹ thuật Công nghiệp, Du lịch và Nông Lâm nghiệp Miền Trung Tây Nguyên – Phân hiệu Thuận Hóa'

export interface SampleRow {
  id: string
  name: string
  ward: string
  students: string
  state: 'open' | 'waiting' | 'closed'
}

export const rows: SampleRow[] = [
  { id: 'a', name: longName, ward: 'phường Thuận Hóa', students: '1.234', state: 'open' },
  { id: 'b', name: 'Trung tâm dạy nghề An Cựu', ward: 'phường An Cựu', students: '87', state: 'waiting' },
  { id: 'c', name: 'Trường Trung cấp Phú Xuân', ward: 'phường Phú Xuân', students: '411', state: 'closed' },
]
