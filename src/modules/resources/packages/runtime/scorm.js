/* SCORM 1.2 and 2004: scorm-again answers inside the window of the content. Nothing is sent to a server. */
;(function () {
  'use strict'
  var frame = ngheSo.frame
  var is12 = ngheSo.standard === 'scorm_1.2'
  var names = is12
    ? {
        begin: 'LMSInitialize',
        end: 'LMSFinish',
        get: 'LMSGetValue',
        set: 'LMSSetValue',
        commit: 'LMSCommit',
        rest: ['LMSGetLastError', 'LMSGetErrorString', 'LMSGetDiagnostic'],
      }
    : {
        begin: 'Initialize',
        end: 'Terminate',
        get: 'GetValue',
        set: 'SetValue',
        commit: 'Commit',
        rest: ['GetLastError', 'GetErrorString', 'GetDiagnostic'],
      }
  var Library = is12 ? window.Scorm12API : window.Scorm2004API
  var api = new Library({ autocommit: false, lmsCommitUrl: false, logLevel: 5, selfReportSessionTime: false })

  function given() {
    var data = ngheSo.data
    if (is12) {
      return {
        core: {
          student_id: 'nguoi-hoc',
          student_name: 'Ng\u01b0\u1eddi h\u1ecdc',
          credit: 'credit',
          lesson_mode: 'normal',
          entry: 'ab-initio',
        },
        launch_data: data.launchData || '',
        student_data: {
          mastery_score: data.masteryScore === undefined ? '' : String(data.masteryScore),
          max_time_allowed: data.maxTime || '',
          time_limit_action: data.timeLimitAction || '',
        },
      }
    }
    var more = {
      learner_id: 'nguoi-hoc',
      learner_name: 'Ng\u01b0\u1eddi h\u1ecdc',
      credit: 'credit',
      mode: 'normal',
      entry: 'ab-initio',
    }
    if (data.launchData) more.launch_data = data.launchData
    if (data.masteryScore !== undefined) more.scaled_passing_score = String(data.masteryScore)
    if (data.completionThreshold !== undefined) more.completion_threshold = String(data.completionThreshold)
    if (data.maxTime) more.max_time_allowed = data.maxTime
    if (data.timeLimitAction) more.time_limit_action = data.timeLimitAction
    return more
  }

  function load(json) {
    try {
      api.loadFromJSON(json)
    } catch {
      // A manifest may give what the standard does not allow; the content then begins without it.
    }
  }

  function status() {
    var cmi = api.cmi
    return is12
      ? { lesson: cmi.core.lesson_status, score: cmi.core.score.raw }
      : {
          lesson: cmi.completion_status,
          success: cmi.success_status,
          score: cmi.score.raw,
          scaled: cmi.score.scaled,
        }
  }

  function remember(isRunning) {
    var cmi = JSON.parse(JSON.stringify(api.cmi))
    frame.kept.cmi = cmi
    frame.kept.isRunning = isRunning
    frame.keep(status())
  }

  var before = frame.kept.cmi
  load(given())
  if (before) {
    var isGoingOn = frame.kept.isRunning || (is12 ? before.core.exit : before.exit) === 'suspend'
    if (is12) {
      before.core.entry = isGoingOn ? 'resume' : ''
      before.core.exit = ''
    } else {
      before.entry = isGoingOn ? 'resume' : ''
      before.exit = ''
    }
    load(before)
    // The content went from one of its pages to another: to a platform it is still the same run.
    if (frame.kept.isRunning) api[names.begin]('')
  }

  var exposed = {}
  exposed[names.begin] = function (value) {
    var result = api[names.begin](value)
    if (result === 'true') {
      frame.tell({ kind: 'begun' })
      remember(true)
    }
    return result
  }
  exposed[names.end] = function (value) {
    var result = api[names.end](value)
    if (result === 'true') {
      remember(false)
      frame.tell({ kind: 'ended', status: status() })
    }
    return result
  }
  exposed[names.get] = function (name) {
    return api[names.get](name)
  }
  exposed[names.set] = function (name, value) {
    var result = api[names.set](name, value)
    if (result === 'true') {
      remember(true)
      // A frame or window of the package has an object of its own; the main one hears of what it sets.
      if (!frame.isMain) frame.tell({ kind: 'set', name: name, value: String(value) })
    }
    return result
  }
  exposed[names.commit] = function (value) {
    return api[names.commit](value)
  }
  names.rest.forEach(function (name) {
    exposed[name] = function (code) {
      return api[name](code)
    }
  })
  frame.offer(is12 ? 'API' : 'API_1484_11', exposed)

  window.addEventListener('message', function (event) {
    var said = event.data
    if (!said || said.ngheSo !== true || said.kind !== 'set' || event.source === window) return
    if (!frame.isMain) return frame.tell({ kind: 'set', name: said.name, value: said.value })
    if (!frame.kept.isRunning) exposed[names.begin]('')
    exposed[names.set](said.name, said.value)
  })
})()
