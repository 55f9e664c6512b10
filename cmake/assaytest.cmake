# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# assay_test(NAME SOURCES... [LIBS ...] [LABELS ...] [TIMEOUT s] [PROGRAMS] [LONG VARIABLE=VALUE...])
#
# The only way a test of ours is registered. Each test runs in a scratch home that is made empty before it starts, so no
# test can read or write the files of the person who runs it; ASSAY_TEST_ROOT makes the programs refuse to write elsewhere.
#   TIMEOUT   how long it may take on a machine of its own; four times as much is waited
#   LIBS      libraries below test (Qt6::Test comes by itself)
#   LABELS    unit (default) | gui | e2e | long | corpus; and threads, when several threads of ours meet in it: those run
#             under ThreadSanitizer too, and the target threadtests builds them
#   LONG      the same test in its long form, NAME_long with the label long: with these variables, in three hours at most
#   PROGRAMS  the test gets ASSAY_TEST_AGENT and ASSAY_TEST_HOOK (paths of assay-agent, assay-hook) and depends on them

add_custom_target(threadtests)

# What the sanitizers must know at run time, and how much longer tests take with them.
set(assay_sanitizer_environment)
set(assay_sanitizer_patience 1)
if(ASSAY_SANITIZE)
  set(assay_sanitizer_environment
    "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/tsan.supp:ignore_noninstrumented_modules=1"
    "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0"
    "UBSAN_OPTIONS=print_stacktrace=1")
  set(assay_sanitizer_patience 3)
endif()

function(assay_test name)
  cmake_parse_arguments(T "PROGRAMS" "TIMEOUT" "SOURCES;LIBS;LABELS;LONG" ${ARGN})
  if(NOT T_LABELS)
    set(T_LABELS unit)
  endif()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 60)
  endif()
  # The limit is for what hangs. A machine that builds something else beside the tests takes six times as long.
  math(EXPR T_TIMEOUT "${T_TIMEOUT} * 4 * ${assay_sanitizer_patience}")
  add_executable(${name} ${T_SOURCES})
  assay_configure(${name})
  target_link_libraries(${name} PRIVATE ${T_LIBS} Qt6::Test)
  # Called directly, moc takes a tenth of the time that AUTOMOC takes to find out what to call it on.
  foreach(source IN LISTS T_SOURCES)
    get_filename_component(stem ${source} NAME_WE)
    if(stem STREQUAL name)
      qt_generate_moc(${source} ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${name}.moc TARGET ${name})
      target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${name}.moc)
      target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc)
    endif()
  endforeach()
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  set(root ${CMAKE_BINARY_DIR}/tests/scratch/${name})
  set(environment
    "ASSAY_TEST_ROOT=${root}" "HOME=${root}/home" "CLAUDE_CONFIG_DIR=${root}/home/.claude" "CODEX_HOME=${root}/home/.codex"
    "XDG_DATA_HOME=${root}/data" "XDG_CONFIG_HOME=${root}/config" "XDG_STATE_HOME=${root}/state"
    "XDG_CACHE_HOME=${root}/cache" "XDG_RUNTIME_DIR=${root}/run" "TMPDIR=${root}/tmp"
    "PATH=${CMAKE_SOURCE_DIR}/tests/support/stubs:/usr/local/bin:/usr/bin:/bin"
    "ASSAY_TEST_DATA=${CMAKE_SOURCE_DIR}/tests/fixtures"
    "QT_QPA_PLATFORM=offscreen" "QT_SCALE_FACTOR=1" "TZ=UTC" "LC_ALL=C.UTF-8" ${assay_sanitizer_environment})
  if("threads" IN_LIST T_LABELS)
    add_dependencies(threadtests ${name})
  endif()
  if(T_PROGRAMS)
    add_dependencies(${name} assay-agent assay-hook)
    list(APPEND environment "ASSAY_TEST_AGENT=$<TARGET_FILE:assay-agent>" "ASSAY_TEST_HOOK=$<TARGET_FILE:assay-hook>")
  endif()
  # Qt's own limit of 300 s for a function takes the whole program for one on a machine without time for its watchdog.
  set(qt_limit "QTEST_FUNCTION_TIMEOUT=${T_TIMEOUT}000")
  # ASSAY_DATA_DIR and friends of the caller must not leak in: `env -i` would also drop the sanitizers' options.
  add_test(NAME ${name} COMMAND ${CMAKE_SOURCE_DIR}/tests/support/run-in-scratch.sh ${root} $<TARGET_FILE:${name}>)
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "${environment};${qt_limit}" LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} SKIP_RETURN_CODE 77)
  if(T_LONG)
    add_test(NAME ${name}_long COMMAND ${CMAKE_SOURCE_DIR}/tests/support/run-in-scratch.sh ${root} $<TARGET_FILE:${name}>)
    set_tests_properties(${name}_long PROPERTIES
      ENVIRONMENT "${environment};QTEST_FUNCTION_TIMEOUT=10800000;${T_LONG}" LABELS long TIMEOUT 10800 SKIP_RETURN_CODE 77)
    set_tests_properties(${name} ${name}_long PROPERTIES RESOURCE_LOCK ${name}) # one scratch home
  endif()
endfunction()
