/* H5P: h5p-standalone plays it in this window; a frame of its own would be a stranger to this one. */
window.ngheSoPlayH5p = async function (place) {
  'use strict'
  var own = place.dataset.own
  var options = {
    h5pJsonPath: place.dataset.content,
    frameJs: own + '/h5p/frame.bundle.js',
    frameCss: own + '/h5p/styles/h5p.css',
    embedType: 'div',
    frame: false,
    icon: false,
  }
  var status = {}
  try {
    await new H5PStandalone.H5P(place, options)
  } catch (error) {
    place.textContent = String((error && error.message) || error)
    ngheSo.frame.tell({ kind: 'failed' })
    return
  }
  ngheSo.frame.tell({ kind: 'begun' })
  window.H5P.externalDispatcher.on('xAPI', function (event) {
    var said = event.data.statement
    var verb = String(said.verb.id).split('/').pop()
    if (verb !== 'completed' && verb !== 'answered' && verb !== 'passed' && verb !== 'failed') return
    // Parts of the content report too; what counts is the whole.
    if (said.context && said.context.contextActivities && said.context.contextActivities.parent) return
    status.lesson = 'completed'
    var score = said.result && said.result.score
    if (score) {
      status.score = score.raw
      status.scaled = score.scaled
    }
    ngheSo.frame.tell({ kind: 'ended', status: status })
  })
}
