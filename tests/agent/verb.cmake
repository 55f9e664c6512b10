# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
foreach(name clidocs commandline console helptext terminaltext importtotals runrouter)
  assay_test(tst_${name} SOURCES verb/tst_${name}.cpp LIBS assay_verb)
  # Without it a value converts to anything, and QCOMPARE does not know which comparison is meant.
  target_compile_definitions(tst_${name} PRIVATE JSON_USE_IMPLICIT_CONVERSIONS=0)
  set_target_properties(tst_${name} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON) # it was compiled with them
endforeach()
assay_test(tst_writerthread SOURCES verb/tst_writerthread.cpp LIBS assay_verb LABELS unit threads)
target_compile_definitions(tst_writerthread PRIVATE JSON_USE_IMPLICIT_CONVERSIONS=0)
set_target_properties(tst_writerthread PROPERTIES DISABLE_PRECOMPILE_HEADERS ON) # it was compiled with them
target_compile_definitions(tst_clidocs PRIVATE ASSAY_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_link_libraries(tst_console PRIVATE util) # openpty
