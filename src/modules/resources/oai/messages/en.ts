export const en = {
  'resources.oai.repository': 'Repository of digital learning resources for vocational education',
}
