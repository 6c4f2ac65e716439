/**
 * The 54 peoples of Việt Nam (list of Decision 121-TCTK/PPCĐ of 2/3/1979, names as commonly printed today). Offered while
 * typing; other words are taken as written.
 */
export const ethnicities: readonly string[] = [
  'Kinh', 'Tày', 'Thái', 'Hoa', 'Khmer', 'Mường', 'Nùng', 'Mông', 'Dao', 'Gia Rai', 'Ngái', 'Ê Đê', 'Ba Na', 'Xơ Đăng',
  'Sán Chay', 'Cơ Ho', 'Chăm', 'Sán Dìu', 'Hrê', 'Mnông', 'Ra Glai', 'Xtiêng', 'Bru - Vân Kiều', 'Thổ', 'Giáy', 'Cơ Tu',
  'Gié Triêng', 'Mạ', 'Khơ Mú', 'Co', 'Tà Ôi', 'Chơ Ro', 'Kháng', 'Xinh Mun', 'Hà Nhì', 'Chu Ru', 'Lào', 'La Chí', 'La Ha',
  'Phù Lá', 'La Hủ', 'Lự', 'Lô Lô', 'Chứt', 'Mảng', 'Pà Thẻn', 'Cơ Lao', 'Cống', 'Bố Y', 'Si La', 'Pu Péo', 'Brâu', 'Ơ Đu',
  'Rơ Măm',
]

/** Does the ethnicity belong to the minorities (dân tộc thiểu số)? Undefined when nothing is written. */
export function isMinority(ethnicity: string | null | undefined): boolean | undefined {
  if (!ethnicity) return undefined
  return !/^(kinh|việt)$/i.test(ethnicity.trim().normalize('NFC'))
}
